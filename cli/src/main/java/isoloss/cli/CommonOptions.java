package isoloss.cli;

import isoloss.data.Seed;
import picocli.CommandLine.Option;

/** The options that every command understands. */
final class CommonOptions {
  @Option(names = "--json", description = "Print exactly one JSON document on standard output.")
  boolean json;

  @Option(names = "--quiet", description = "No progress and no notes on standard error.")
  boolean quiet;

  @Option(names = "--no-color", description = "No colour (also by the variable NO_COLOR).")
  boolean noColor;

  @Option(names = "--stacktrace", description = "Print the stack trace of an error.")
  boolean stacktrace;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "42",
      description = "Seed of everything random (default: ${DEFAULT-VALUE}).")
  long seed;

  @Option(
      names = "--threads",
      paramLabel = "T",
      defaultValue = "0",
      description = "Threads (default: all cores); the result does not depend on it.")
  int threads;

  @Option(
      names = "--config",
      paramLabel = "FILE.yaml",
      description = "Options from a file; the command line wins.")
  String config = "";

  Seed seed() {
    return new Seed(seed);
  }

  int threads() {
    if (threads < 0) {
      throw new UsageException(
          "--threads " + threads + " is negative; give 1 or more, or leave it out for all cores");
    }
    return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
  }
}
