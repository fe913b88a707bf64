package isoloss.benchmarks;

import isoloss.data.json.Json;
import isoloss.data.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One Python process, kept for all repeats, that answers a line of JSON with a line of JSON. */
final class SciPySide implements AutoCloseable {
  private static final List<String> THREADS =
      List.of("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS");

  private final Process process;
  private final Writer requests;
  private final BufferedReader answers;
  private final JsonObject versions;

  private SciPySide(Process process, Map<String, @Nullable Object> setup) throws IOException {
    this.process = process;
    requests = process.outputWriter(StandardCharsets.UTF_8);
    answers = process.inputReader(StandardCharsets.UTF_8);
    versions = exchange(setup);
  }

  /** Empty, where there is no python3 with NumPy and SciPy. */
  static Optional<SciPySide> start(String script, Map<String, @Nullable Object> setup)
      throws IOException {
    ProcessBuilder python = python(script);
    try {
      return Optional.of(new SciPySide(python.start(), setup));
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /** A script of the class path in one thread; what it complains of goes to standard error. */
  static ProcessBuilder python(String script, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("python3", "-c", text(script)));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    THREADS.forEach(name -> builder.environment().put(name, "1"));
    return builder.redirectError(ProcessBuilder.Redirect.INHERIT);
  }

  private static String text(String script) throws IOException {
    try (InputStream in = SciPySide.class.getResourceAsStream("/" + script)) {
      return new String(
          Objects.requireNonNull(in, script + " is not on the class path").readAllBytes(),
          StandardCharsets.UTF_8);
    }
  }

  JsonObject versions() {
    return versions;
  }

  /**
   * How SciPy is asked to minimise.
   *
   * @param scale what the objective is multiplied by
   */
  record Variant(String name, double scale, double decrease, double gradient) {}

  JsonObject run(String task, Variant variant) {
    return exchange(
        Json.object(
            "task",
            task,
            "scale",
            variant.scale,
            "options",
            Json.object(
                "ftol", variant.decrease,
                "gtol", variant.gradient,
                "maxcor", 10,
                "maxiter", 1000,
                "maxfun", 5000)));
  }

  private JsonObject exchange(Map<String, @Nullable Object> request) {
    try {
      requests.write(Json.compact(request));
      requests.write('\n');
      requests.flush();
      String answer = answers.readLine();
      if (answer == null) {
        throw new IOException("python3 ended with code " + process.waitFor());
      }
      return Json.parseObject(answer, "the answer of python3");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      requests.close();
      process.waitFor();
    } catch (IOException e) {
      process.destroy();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }
}
