package isoloss.spark;

import isoloss.data.InputException;
import isoloss.rank.engine.CountingEngine;
import isoloss.rank.engine.CountingTask;
import isoloss.rank.engine.Tally;
import java.util.function.Supplier;
import org.apache.spark.SparkException;
import org.apache.spark.sql.SparkSession;

/**
 * Counts by Apache Spark: samples are dealt out to blocks, each block is packed as a pool of its
 * own and counted by bits, and the counts of the blocks are added up.
 *
 * <p>How many blocks there are follows from the size of the files, or from the setting {@code
 * isoloss.blocks}; settings that begin with {@code spark.} are Spark's.
 */
public final class SparkEngine implements CountingEngine {

  @Override
  public String name() {
    return "spark";
  }

  @Override
  public Tally count(CountingTask task) {
    return explained(() -> {
      SparkSession session = Sessions.open(task);
      try {
        return SparkTally.of(session, LongTable.open(session, task), task);
      } catch (RuntimeException e) {
        session.stop();
        throw e;
      }
    });
  }

  /**
   * Runs a job.
   *
   * @throws InputException with the cause in one sentence where the cluster gave up
   */
  static <T> T explained(Supplier<T> job) {
    try {
      return job.get();
    } catch (InputException e) {
      throw e;
    } catch (Exception e) { // Scala throws checked exceptions unannounced
      throw e instanceof SparkException || e.getCause() instanceof SparkException
          ? new InputException("the Spark job failed: " + reason(e), e)
          : unchecked(e);
    }
  }

  private static RuntimeException unchecked(Exception e) {
    return e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
  }

  private static String reason(Throwable e) {
    Throwable root = e;
    for (Throwable next = e.getCause(); next != null; next = next.getCause()) {
      root = next;
    }
    return String.valueOf(root.getMessage()).lines().findFirst().orElse(root.toString());
  }
}
