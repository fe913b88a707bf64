package isoloss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import isoloss.data.json.Json;
import isoloss.data.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CommandLineTest extends CommandTest {
  @Test
  void aFitIsPrintedSavedPredictedReportedAndVerified() throws IOException {
    String table = surface("runs.csv").toString();
    String saved = folder.resolve("fit.json").toString();
    assertThat(run("fit", "chinchilla", table, "--draws", "20", "--out", saved, "--json")).isZero();
    JsonObject fit = document();
    assertThat(fit.text("schema")).isEqualTo("isoloss/fit/1");
    assertThat(fit.integer("n")).isEqualTo(30);
    assertThat(fit.bool("converged")).isTrue();
    assertThat(Json.parseObject(Files.readString(Path.of(saved)), saved).number("n")).isEqualTo(30);

    assertThat(run("predict", saved, "--at", "N=1e9,D=2e10", "--json")).isZero();
    JsonObject prediction = document().objects("predictions").getFirst();
    assertThat(prediction.number("value")).isBetween(1.9, 2.6);
    assertThat(prediction.number("low")).isLessThanOrEqualTo(prediction.number("value"));
    assertThat(prediction.text("domain")).isEqualTo("outside");

    String report = folder.resolve("report").toString();
    assertThat(run("report", saved, "--out", report, "--json")).isZero();
    assertThat(Path.of(document().text("report"))).exists();
    assertThat(run("report", saved, "--out", report)).isEqualTo(ExitCode.INPUT);

    assertThat(run("verify", saved, "--json")).isZero();
    assertThat(document().bool("identical")).isTrue();
  }

  @Test
  void theSameSeedGivesTheSameBytesWithAnyNumberOfThreads() throws IOException {
    String table = surface("runs.csv").toString();
    String first = "";
    for (String threads : new String[] {"1", "2", "4"}) {
      run("fit", "skaling", table, "--draws", "12", "--threads", threads, "--json");
      String text = text().replaceAll("\"(command|cpuSeconds)\" : [^\\n]*", "");
      first = first.isEmpty() ? text : first;
      assertThat(text).isEqualTo(first).contains("\"draws\"");
    }
  }

  @Test
  void rejectedRowsGiveCodeThreeWithTheResultUnlessAllowed() throws IOException {
    Path table = surface("runs.csv");
    Files.writeString(table, Files.readString(table) + "oops,2e9,3.1\n");
    assertThat(run("fit", "chinchilla", table.toString(), "--uncertainty", "none", "--json"))
        .isEqualTo(ExitCode.INPUT);
    assertThat(document().object("rejected").integer("count")).isEqualTo(1);
    assertThat(errors()).contains("runs.csv:32").hasLineCount(1);
    assertThat(
            run(
                "fit",
                "chinchilla",
                table.toString(),
                "--uncertainty",
                "none",
                "--max-rejected",
                "5%"))
        .isZero();
  }

  @Test
  void mistakesOfTheCommandLineAreOneSentenceAndCodeTwo() throws IOException {
    String table = surface("runs.csv").toString();
    assertUsage("did you mean chinchilla", "fit", "chinchila", table);
    assertUsage("Unknown option", "fit", "chinchilla", table, "--nope");
    assertUsage("no procedure", "fit", "chinchilla", table, "--procedure", "publised");
    assertUsage("has no option", "fit", "chinchilla", table, "--option", "x=1");
    assertUsage("expected key=value", "fit", "chinchilla", table, "--option", "loss");
    assertUsage("did you mean 0.95", "fit", "chinchilla", table, "--level", "95");
    assertUsage("--uncertainty", "fit", "chinchilla", table, "--uncertainty", "maybe");
    assertUsage("auto, run-log, table", "fit", "chinchilla", table, "--input-format", "csvv");
    assertUsage("a command is missing", "data");
    assertUsage("Missing required parameter", "fit", "chinchilla");
    assertUsage("--threads -1", "fit", "chinchilla", table, "--threads", "-1");
    assertUsage("needs a point", "predict", "fit.json");
  }

  @Test
  void inputThatCannotBeUsedIsOneSentenceAndCodeThree() throws IOException {
    String empty = Files.writeString(folder.resolve("empty.csv"), "").toString();
    String table = surface("runs.csv").toString();
    assertInput("empty.csv", "fit", "chinchilla", empty);
    assertInput("no such file", "fit", "chinchilla", folder.resolve("none.csv").toString());
    assertInput("directory", "fit", "chinchilla", folder.toString());
    assertInput("--where", "fit", "chinchilla", table, "--where", "1=1; DROP TABLE x");
    assertInput(
        "--where", "fit", "chinchilla", table, "--where", "read_csv('/etc/passwd') IS NULL");
    assertInput(
        "no such file", "predict", folder.resolve("none.json").toString(), "--at", "N=1,D=1");
    assertInput("runs.csv", "predict", table, "--at", "N=1,D=1");
    assertInput("no data set", "data", "show", "nothing");
  }

  @Test
  void withJsonAnErrorIsOneDocumentToo() {
    assertThat(run("fit", "chinchilla", folder.resolve("none.csv").toString(), "--json"))
        .isEqualTo(ExitCode.INPUT);
    assertThat(document().text("schema")).isEqualTo("isoloss/error/1");
    assertThat(document().object("error").integer("exitCode")).isEqualTo(ExitCode.INPUT);
  }

  @Test
  void aTableThatCannotDetermineThePredictionsGivesCodeFour() throws IOException {
    StringBuilder rows = new StringBuilder("N,D,L\n");
    for (int i = 0; i < 12; i++) {
      double n = 1e7 * Math.pow(1.5, i);
      double scatter = 1 + 0.002 * Math.sin(7.0 * i);
      rows.append(String.format(Locale.ROOT, "%s,%s,%s%n", n, 20 * n, loss(n, 20 * n) * scatter));
    }
    Path table = Files.writeString(folder.resolve("ray.csv"), rows.toString());
    assertThat(run("fit", "chinchilla", table.toString(), "--uncertainty", "none", "--json"))
        .isEqualTo(ExitCode.NOT_TRUSTED);
    assertThat(document().objects("diagnostics")).isNotEmpty();
    assertThat(errors()).startsWith("isoloss: ");
  }

  @Test
  void aConfigurationGivesOptionsAndTheCommandLineWins() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("c.yaml"),
            "uncertainty: none\nlevel: 0.5\noption:\n  loss: huber\nwhere: N < 1e9\njson: true\n");
    String table = surface("runs.csv").toString();
    assertThat(
            run("fit", "chinchilla", table, "--config", config.toString(), "--where", "N < 1e12"))
        .isZero();
    assertThat(document().integer("n")).isEqualTo(30);
    assertThat(document().object("objective").text("name")).contains("Huber");
    Files.writeString(config, "where: [unclosed\n");
    assertThat(run("fit", "chinchilla", table, "--config", config.toString()))
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void nothingIsOverwrittenWithoutForceAndNothingIsLeftBehind() throws IOException {
    String table = surface("runs.csv").toString();
    Path saved = folder.resolve("fit.json");
    Files.writeString(saved, "mine");
    String[] fit = {"fit", "chinchilla", table, "--uncertainty", "none", "--out", saved.toString()};
    assertThat(run(fit)).isEqualTo(ExitCode.FAILURE);
    assertThat(errors()).contains("--force");
    assertThat(Files.readString(saved)).isEqualTo("mine");
    assertThat(run(Stream.concat(Stream.of(fit), Stream.of("--force")).toArray(String[]::new)))
        .isZero();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("runs.csv", "fit.json");
    }
  }

  @Test
  void everyCommandHasHelpWithAnExampleOrACommandList() {
    for (var command : Main.complete().getSubcommands().entrySet()) {
      assertThat(run(command.getKey(), "--help")).as(command.getKey()).isZero();
      assertThat(text()).containsAnyOf("Example:", "Commands:");
      for (String below : command.getValue().getSubcommands().keySet()) {
        assertThat(run(command.getKey(), below, "--help")).as(below).isZero();
        assertThat(text()).startsWith("Usage: isoloss %s %s ".formatted(command.getKey(), below));
      }
    }
    assertThat(run("--version")).isZero();
    assertThat(text()).startsWith("isoloss ");
  }

  @Test
  void theCatalogueOfLawsIsPrintedAsTextAndAsJson() {
    assertThat(run("laws")).isZero();
    assertThat(text())
        .contains("chinchilla")
        .contains("farseer")
        .contains("skaling")
        .contains("kaplan");
    assertThat(run("laws", "farseer", "--json")).isZero();
    assertThat(document().objects("laws").getFirst().objects("constants")).isNotEmpty();
  }

  @Test
  void shellWordsSurviveARoundTrip() {
    java.util.List<String> words =
        java.util.List.of("fit", "a b", "it's", "", "N=\"Model Size\"", "x\\y", "$HOME");
    assertThat(ShellWords.split(ShellWords.join(words))).isEqualTo(words);
  }

  /** Thirty runs of a Chinchilla surface with a little deterministic scatter. */
  private Path surface(String name) throws IOException {
    StringBuilder rows = new StringBuilder("N,D,loss\n");
    for (int i = 0; i < 6; i++) {
      for (int j = 0; j < 5; j++) {
        double n = 1e7 * Math.pow(2, i);
        double d = 2e8 * Math.pow(3, j);
        double scatter = 1 + 0.002 * Math.sin(7.0 * i + 3.0 * j * j);
        rows.append(String.format(Locale.ROOT, "%s,%s,%s%n", n, d, loss(n, d) * scatter));
      }
    }
    return Files.writeString(folder.resolve(name), rows.toString());
  }

  private static double loss(double n, double d) {
    return 1.8 + 480 / Math.pow(n, 0.35) + 2100 / Math.pow(d, 0.37);
  }
}
