package isoloss.run.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.RunOptions;
import java.util.Map;
import java.util.Set;

/** A session whose runs end when its {@link Cancellation} says so, and fail with a sentence. */
public final class CancellableSession implements AutoCloseable {
  private final String name;
  private final OrtSession session;
  private final Cancellation cancellation;
  private final RunOptions options;

  /** Takes over the session and closes it in {@link #close}. */
  public CancellableSession(String name, OrtSession session, Cancellation cancellation) {
    this.name = name;
    this.session = session;
    this.cancellation = cancellation;
    try {
      this.options = new RunOptions();
    } catch (OrtException e) {
      throw new RunFailure(name, e);
    }
    cancellation.attach(options);
  }

  /** Runs and returns the wanted outputs; the caller closes the result. */
  public OrtSession.Result run(Map<String, OnnxTensor> inputs, Set<String> outputs) {
    cancellation.check();
    try {
      return session.run(inputs, outputs, options);
    } catch (OrtException e) {
      throw failure(e);
    }
  }

  /** Runs and writes the outputs into the given tensors. */
  public void runInto(Map<String, OnnxTensor> inputs, Map<String, OnnxValue> outputs) {
    cancellation.check();
    try {
      session.run(inputs, Set.of(), outputs, options).close();
    } catch (OrtException e) {
      throw failure(e);
    }
  }

  public OrtSession session() {
    return session;
  }

  @Override
  public void close() {
    cancellation.detach(options);
    options.close();
    try {
      session.close();
    } catch (OrtException e) {
      throw new RunFailure(name + " cannot be closed", e);
    }
  }

  private RuntimeException failure(OrtException e) {
    cancellation.check();
    return new RunFailure(name + " failed", e);
  }
}
