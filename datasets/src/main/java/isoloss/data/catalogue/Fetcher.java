package isoloss.data.catalogue;

import java.net.URI;

/** Reads a public file. */
@FunctionalInterface
public interface Fetcher {
  /**
   * @param limitBytes more than this is refused
   * @throws FetchException if the address cannot be read; the message is one sentence for the user
   */
  byte[] fetch(URI address, long limitBytes) throws FetchException, InterruptedException;
}
