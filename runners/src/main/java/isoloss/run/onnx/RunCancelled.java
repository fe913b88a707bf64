package isoloss.run.onnx;

/**
 * The run was ended from outside: a deadline, an interrupted thread, or a call of {@code cancel}.
 */
public final class RunCancelled extends RuntimeException {
  public RunCancelled(String reason) {
    super(reason);
  }
}
