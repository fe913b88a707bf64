package isoloss.cli;

import isoloss.fit.Uncertainty;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How intervals are made. */
final class UncertaintyOptions {
  @Option(
      names = "--uncertainty",
      paramLabel = "auto|none|bootstrap",
      defaultValue = "auto",
      description = "How intervals are made; auto is a bootstrap (default: ${DEFAULT-VALUE}).")
  String kind = "auto";

  @Option(
      names = "--by",
      paramLabel = "ROLE",
      description = "Resample whole groups of rows that share this role, for example N or cluster.")
  String by = "";

  @Option(
      names = "--draws",
      paramLabel = "n",
      defaultValue = "400",
      description = "Bootstrap draws (default: ${DEFAULT-VALUE}).")
  int draws;

  @Option(
      names = "--level",
      paramLabel = "P",
      defaultValue = "0.9",
      description = "Probability that intervals are meant to hold (default: ${DEFAULT-VALUE}).")
  double level;

  /** What auto came to, for the user. */
  Optional<String> remark() {
    return kind.equalsIgnoreCase("auto")
        ? Optional.of(
            "intervals: bootstrap, %d draws (--uncertainty none leaves them out)".formatted(draws))
        : Optional.empty();
  }

  Uncertainty chosen() {
    return switch (kind.toLowerCase(Locale.ROOT)) {
      case "none" -> new Uncertainty.None();
      case "auto", "bootstrap" -> new Uncertainty.Bootstrap(by, draws, level);
      default ->
          throw new UsageException(
              "--uncertainty " + kind + " does not exist; there are auto, none and bootstrap");
    };
  }
}
