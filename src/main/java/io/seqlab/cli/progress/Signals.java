package io.seqlab.cli.progress;

import java.lang.reflect.Proxy;
import java.util.function.IntConsumer;

/**
 * Signals of the system, such as {@code INT} for Ctrl-C. Java offers them in the module {@code
 * jdk.unsupported} alone, which cannot be compiled against without a warning.
 */
final class Signals {
  private Signals() {}

  /**
   * Calls a handler with the number of the signal, in a thread of its own, whenever it comes. Does
   * nothing where the system, or this Java, does not know the signal.
   */
  static void on(String name, IntConsumer handler) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handlerType},
              (self, method, arguments) -> {
                handler.accept((int) signal.getMethod("getNumber").invoke(arguments[0]));
                return null;
              });
      Object known = signal.getConstructor(String.class).newInstance(name);
      signal.getMethod("handle", signal, handlerType).invoke(null, known, proxy);
    } catch (ReflectiveOperationException e) {
      // Then the system's own way stays: the program ends at once.
    }
  }
}
