package isoloss.cli;

import isoloss.data.json.Json;
import isoloss.lab.Doctor;
import isoloss.lab.Doctor.Check;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What this machine can do. */
@Command(
    name = "doctor",
    description =
        "JDK, libraries, vector unit, usable ONNX Runtime providers, memory, write access.",
    footer = {"", "Example: isoloss doctor --device cuda:0"})
final class DoctorCommand extends IsolossCommand {
  @Option(
      names = "--device",
      paramLabel = "cpu|cuda:I",
      defaultValue = "cpu",
      description = "Test this device by running a model on it (default: ${DEFAULT-VALUE}).")
  String device = "cpu";

  @Override
  Outcome execute() {
    List<Check> checks = Doctor.examine(device);
    StringBuilder text = new StringBuilder();
    for (Check check : checks) {
      text.append(
          "%-5s %-16s %s%n".formatted(check.good() ? "ok" : "FAIL", check.name(), check.detail()));
    }
    Outcome outcome =
        Outcome.good(
            Json.object(
                "schema",
                "isoloss/doctor/1",
                "checks",
                checks.stream()
                    .map(c -> Json.object("name", c.name(), "good", c.good(), "detail", c.detail()))
                    .toList()),
            text.toString());
    List<String> bad = checks.stream().filter(c -> !c.good()).map(Check::name).toList();
    return bad.isEmpty()
        ? outcome
        : outcome.butExit(ExitCode.FAILURE, "not usable here: " + String.join(", ", bad));
  }
}
