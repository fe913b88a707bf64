package isoloss.spark;

import isoloss.data.InputException;
import isoloss.rank.engine.CountingEngine;
import isoloss.rank.engine.CountingTask;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** A driver in this JVM: no pages, no console, and on loopback where its master is. */
final class Sessions {
  private static final int ANSWER_MILLIS = 5_000;
  private static final Duration WORKERS_WAIT = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(100);

  private Sessions() {}

  /**
   * @throws InputException if no master answers, or has no worker to give
   */
  static SparkSession open(CountingTask task) {
    Optional<InetSocketAddress> master = standalone(task.master());
    master.ifPresent(address -> requireAnswer(task.master(), address));
    SparkSession session = SparkSession.builder().config(configuration(task, master)).getOrCreate();
    if (master.isPresent()) {
      awaitWorker(session, task.master());
    }
    return session;
  }

  private static SparkConf configuration(CountingTask task, Optional<InetSocketAddress> master) {
    SparkConf conf = new SparkConf();
    conf.setMaster(task.master());
    conf.setAppName("isoloss rank");
    conf.set("spark.ui.enabled", "false");
    conf.set("spark.ui.showConsoleProgress", "false");
    conf.set("spark.log.level", "ERROR");
    conf.set("spark.executor.memory", "1g");
    conf.set("spark.driver.maxResultSize", "0");
    conf.set("spark.locality.wait", "0");
    conf.set("spark.sql.adaptive.enabled", "false"); // blocks are partitions
    conf.set("spark.sql.caseSensitive", "true");
    conf.set("spark.jars", String.join(",", ownJars()));
    if (master.map(address -> address.getAddress().isLoopbackAddress()).orElse(true)) {
      conf.set("spark.driver.host", "127.0.0.1");
      conf.set("spark.driver.bindAddress", "127.0.0.1");
    }
    task.settings().entrySet().stream()
        .filter(setting -> setting.getKey().startsWith("spark."))
        .forEach(setting -> conf.set(setting.getKey(), setting.getValue()));
    return conf;
  }

  /** What workers with nothing but Spark need beside it: our jars, where we run from jars. */
  private static List<String> ownJars() {
    return Stream.of(
            Sessions.class,
            CountingEngine.class,
            isoloss.optim.IndexedWork.class,
            InputException.class)
        .map(each -> each.getProtectionDomain().getCodeSource().getLocation())
        .map(location -> Path.of(URI.create(location.toString())))
        .filter(Files::isRegularFile)
        .map(Path::toString)
        .collect(Collectors.toList());
  }

  /** The address of {@code spark://host:port}; empty for other masters. */
  private static Optional<InetSocketAddress> standalone(String master) {
    if (!master.startsWith("spark://") || master.contains(",")) {
      return Optional.empty();
    }
    try {
      URI address = new URI(master);
      if (address.getHost() == null || address.getPort() < 0) {
        throw new InputException(
            "--master %s is no spark://HOST:PORT, for example spark://127.0.0.1:7077"
                .formatted(master));
      }
      return Optional.of(
          new InetSocketAddress(InetAddress.getByName(address.getHost()), address.getPort()));
    } catch (URISyntaxException | UnknownHostException e) {
      throw new InputException("--master %s: %s".formatted(master, e.getMessage()), e);
    }
  }

  /** Spark itself would try for a minute and then stop without a reason. */
  private static void requireAnswer(String master, InetSocketAddress address) {
    try (Socket socket = new Socket()) {
      socket.connect(address, ANSWER_MILLIS);
    } catch (IOException e) {
      throw new InputException(
          "no Spark master answers at %s (%s); start one there, or name another by --master"
              .formatted(master, e.getMessage()),
          e);
    }
  }

  private static void awaitWorker(SparkSession session, String master) {
    Instant end = Instant.now().plus(WORKERS_WAIT);
    while (session.sparkContext().statusTracker().getExecutorInfos().length < 2) { // one is us
      if (Instant.now().isAfter(end)) {
        session.stop();
        throw new InputException(
            "the Spark master %s gave no worker within %d s; start workers there, or ask for less"
                    .formatted(master, WORKERS_WAIT.toSeconds())
                + " than their memory by spark.executor.memory");
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }
}
