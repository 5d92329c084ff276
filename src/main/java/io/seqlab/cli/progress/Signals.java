package io.seqlab.cli.progress;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.IntConsumer;

/**
 * Handlers for operating system signals, such as {@code INT} for Ctrl-C. Uses reflection because
 * the Java API, in module {@code jdk.unsupported}, causes compiler warnings.
 */
final class Signals {
  private Signals() {}

  /**
   * Calls a handler with the signal's number, in a separate thread, at each signal, until the
   * returned action restores what was before. Does nothing if the system or Java does not support
   * the signal.
   */
  static Runnable on(String name, IntConsumer handler) {
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
      Object instance = signal.getConstructor(String.class).newInstance(name);
      Method handle = signal.getMethod("handle", signal, handlerType);
      Object previous = handle.invoke(null, instance, proxy);
      return () -> invoke(handle, instance, previous);
    } catch (ReflectiveOperationException e) {
      return () -> {}; // the default action remains: the program ends immediately
    }
  }

  /**
   * Ends this process by the default action of a signal, on POSIX systems: {@code Signal.raise}
   * refuses a signal without a handler. Returns if that does not end it.
   */
  static void killSelf(String name) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object byDefault = handlerType.getField("SIG_DFL").get(null);
      Object instance = signal.getConstructor(String.class).newInstance(name);
      signal.getMethod("handle", signal, handlerType).invoke(null, instance, byDefault);
      String kill = "kill -%s %d".formatted(name, ProcessHandle.current().pid());
      new ProcessBuilder("sh", "-c", kill).start().waitFor();
    } catch (ReflectiveOperationException | IOException e) {
      return; // not supported
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void invoke(Method handle, Object signal, Object handler) {
    try {
      handle.invoke(null, signal, handler);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e); // it worked before
    }
  }
}
