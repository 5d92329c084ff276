package io.seqlab.data.corpus;

/** Hears how far a file has come. */
@FunctionalInterface
public interface FetchListener {
  /**
   * More of a file is here.
   *
   * @param total bytes of the whole file, or −1 if the server does not say
   */
  void received(String file, long bytes, long total);
}
