package isoloss.data.catalogue;

import java.io.IOException;

/** A public address could not be read. The message is one sentence for the user. */
public final class FetchException extends IOException {
  private static final long serialVersionUID = 1L;

  public FetchException(String message) {
    super(message);
  }

  public FetchException(String message, Throwable cause) {
    super(message, cause);
  }
}
