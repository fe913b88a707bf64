package isoloss.kernel;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.jspecify.annotations.Nullable;

/**
 * Runs snippets in this JVM and keeps the object that the last one came to, where JShell itself
 * keeps only a text. One thread evaluates; {@link #interrupt} may come from another.
 */
final class KeepingControl extends DirectExecutionControl implements ExecutionControlProvider {
  private @Nullable Object kept;
  private final Object lock = new Object();
  private @Nullable Thread runner;

  /** Forgets the object kept so far. */
  void forget() {
    kept = null;
  }

  /** What the last snippet came to; empty for null, and for statements. */
  Optional<Object> kept() {
    return Optional.ofNullable(kept);
  }

  /**
   * Wakes the running snippet when it sleeps or waits. The compiler's thread is never interrupted:
   * it reads jars.
   */
  void interrupt() {
    synchronized (lock) {
      if (runner != null) {
        runner.interrupt();
      }
    }
  }

  @Override
  public void load(ClassBytecodes[] classes)
      throws ClassInstallException, NotImplementedException, EngineTerminationException {
    super.load(
        Arrays.stream(classes)
            .map(each -> new ClassBytecodes(each.name(), LoopGuardWeaver.weave(each.bytecodes())))
            .toArray(ClassBytecodes[]::new));
  }

  @Override
  protected String invoke(Method snippet) throws IllegalAccessException, InvocationTargetException {
    setRunner(Thread.currentThread());
    try {
      kept = snippet.invoke(null);
      return "";
    } finally {
      setRunner(null);
      Thread.interrupted();
    }
  }

  private void setRunner(@Nullable Thread thread) {
    synchronized (lock) {
      runner = thread;
    }
  }

  @Override
  public String varValue(String className, String variable) {
    return "";
  }

  @Override
  public String name() {
    return "isoloss";
  }

  @Override
  public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
    return this;
  }
}
