package isoloss.data;

/**
 * The user's data cannot be used at all. The message is one sentence for the user: what, where, and
 * the fix.
 */
public final class InputException extends RuntimeException {
  public InputException(String message) {
    super(message);
  }

  public InputException(String message, Throwable cause) {
    super(message, cause);
  }
}
