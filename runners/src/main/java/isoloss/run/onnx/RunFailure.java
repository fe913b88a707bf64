package isoloss.run.onnx;

/** ONNX Runtime could not do what was asked; the message says what and carries its own words. */
public final class RunFailure extends RuntimeException {
  public RunFailure(String what, Throwable cause) {
    super(what + ": " + firstLine(cause), cause);
  }

  private static String firstLine(Throwable cause) {
    String message = String.valueOf(cause.getMessage()).strip();
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
