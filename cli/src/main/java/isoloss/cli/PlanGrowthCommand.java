package isoloss.cli;

import isoloss.plan.GrowthPlan;
import java.io.IOException;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** When to grow a small model into the target, and what it costs. */
@Command(
    name = "growth",
    description = "Plan a model that is grown from a small one by stacking its layers (G_stack).",
    footer = {"", "Example: isoloss plan growth --params 7e9 --tokens 2e12"})
final class PlanGrowthCommand extends IsolossCommand {
  @Option(
      names = "--params",
      required = true,
      paramLabel = "N",
      description = "Parameters of the target model.")
  double parameters;

  @Option(
      names = "--tokens",
      required = true,
      paramLabel = "D",
      description = "Tokens that the target would be trained on from scratch.")
  double tokens;

  @Option(
      names = "--growth-factor",
      paramLabel = "G",
      defaultValue = "4",
      description = "How often the layers are stacked (default: ${DEFAULT-VALUE}).")
  double growthFactor;

  @Option(
      names = "--layers",
      paramLabel = "n",
      description = "Layers of the target; the depth of the base is then given too.")
  @Nullable Integer layers;

  @Mixin OutputOptions output = new OutputOptions();

  @Override
  Outcome execute() throws IOException {
    GrowthPlan plan =
        new GrowthPlan(
            parameters,
            tokens,
            growthFactor,
            layers == null ? OptionalInt.empty() : OptionalInt.of(layers));
    return FindingsOutcome.of(plan.findings(common.seed, commandText()), output);
  }
}
