package isoloss.cli;

/** The command line asks for something that does not exist; the message is one sentence. */
final class UsageException extends RuntimeException {
  UsageException(String message) {
    super(message);
  }
}
