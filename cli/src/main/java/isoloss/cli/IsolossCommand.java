package isoloss.cli;

import isoloss.data.json.Json;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that has a result: prints it as text or JSON and turns it into an exit code. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    sortOptions = false,
    usageHelpAutoWidth = true)
abstract class IsolossCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin CommonOptions common = new CommonOptions();

  /**
   * Does the work. Throws an InputException or UsageException with one sentence where it cannot.
   */
  abstract Outcome execute() throws Exception;

  @Override
  public final Integer call() throws Exception {
    Outcome outcome = execute();
    PrintStream out = Streams.out();
    out.print(common.json ? Json.pretty(outcome.json()) : outcome.text());
    out.flush();
    if (out.checkError()) {
      Streams.err().println("isoloss: standard output was closed before the result was written");
      return ExitCode.FAILURE;
    }
    if (outcome.exitCode() != ExitCode.GOOD) {
      Streams.err().println("isoloss: " + outcome.sentence());
    }
    return outcome.exitCode();
  }

  /** A remark on standard error. */
  void note(String text) {
    if (!common.quiet) {
      Streams.err().println(text);
    }
  }

  /** The command line that replays this run. */
  String commandText() {
    return "isoloss " + ShellWords.join(Main.arguments(spec));
  }
}
