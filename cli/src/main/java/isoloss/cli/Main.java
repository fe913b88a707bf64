package isoloss.cli;

import isoloss.data.InputException;
import isoloss.data.json.Json;
import isoloss.run.onnx.RunCancelled;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Start of the program. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT); // numbers read the same on every machine
    int code = run(args);
    try {
      Interrupts.commandReturned();
    } catch (InterruptedException e) {
      code = ExitCode.INTERRUPTED;
    }
    System.exit(code);
  }

  /** Runs one command line and returns its exit code. */
  static int run(String... args) {
    List<String> typed = List.of(args);
    List<String> expanded;
    try {
      expanded = ConfigFile.expand(typed);
    } catch (InputException e) {
      return fail(typed, ExitCode.USAGE, firstLine(e.getMessage()), e);
    }
    return commandLine(typed, expanded).execute(expanded.toArray(String[]::new));
  }

  /** The command line as it was typed. */
  static List<String> arguments(CommandSpec spec) {
    return ((Isoloss) spec.root().userObject()).arguments;
  }

  /**
   * @param expanded the words with those of a configuration file
   */
  private static CommandLine commandLine(List<String> typed, List<String> expanded) {
    CommandLine line = new CommandLine(new Isoloss(typed));
    CommandTree.grow(line, expanded);
    return configured(line, typed);
  }

  /** With every command. */
  static CommandLine complete() {
    CommandLine line = new CommandLine(new Isoloss(List.of()));
    CommandTree.growComplete(line);
    return configured(line, List.of());
  }

  private static CommandLine configured(CommandLine line, List<String> typed) {
    line.setOut(new PrintWriter(Streams.out(), true));
    line.setErr(new PrintWriter(Streams.err(), true));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setAbbreviatedOptionsAllowed(false);
    if (System.getenv("NO_COLOR") != null || typed.contains("--no-color")) {
      line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    }
    line.setParameterExceptionHandler((e, args) -> fail(typed, ExitCode.USAGE, sentence(e), e));
    line.setExecutionExceptionHandler(
        (e, command, result) -> fail(typed, exitCode(e), sentence(e), e));
    return line;
  }

  private static int exitCode(Throwable e) {
    return switch (e) {
      case UsageException usage -> ExitCode.USAGE;
      case IllegalArgumentException argument -> ExitCode.USAGE;
      case InputException input -> ExitCode.INPUT;
      case InterruptedException interrupted -> ExitCode.INTERRUPTED;
      case RunCancelled cancelled -> ExitCode.INTERRUPTED;
      default -> ExitCode.FAILURE;
    };
  }

  private static String sentence(ParameterException e) {
    StringBuilder text = new StringBuilder(firstLine(e.getMessage()));
    if (e instanceof UnmatchedArgumentException unmatched
        && !unmatched.getSuggestions().isEmpty()) {
      text.append("; did you mean ").append(unmatched.getSuggestions().getFirst()).append("?");
    }
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    return text.append(" (see ").append(command).append(" --help)").toString();
  }

  private static String sentence(Throwable e) {
    return switch (e) {
      case UsageException usage -> firstLine(usage.getMessage());
      case IllegalArgumentException argument -> firstLine(argument.getMessage());
      case InputException input -> firstLine(input.getMessage());
      case InterruptedException interrupted ->
          "interrupted; run the same command with --resume to go on";
      case RunCancelled cancelled ->
          firstLine(cancelled.getMessage()) + "; run the same command with --resume to go on";
      case UncheckedIOException io when io.getCause() instanceof IOException cause -> file(cause);
      case IOException io -> file(io);
      case OutOfMemoryError memory ->
          "out of memory; give Java more with ISOLOSS_JAVA_OPTS=-Xmx4g or fewer rows";
      default ->
          "internal error (%s: %s); run again with --stacktrace and report it"
              .formatted(e.getClass().getSimpleName(), firstLine(e.getMessage()));
    };
  }

  private static String file(IOException e) {
    String what =
        switch (e) {
          case java.nio.file.NoSuchFileException missing -> "does not exist";
          case java.nio.file.AccessDeniedException denied -> "may not be accessed";
          case java.nio.file.FileAlreadyExistsException there ->
              "exists already; give --force to overwrite it";
          default -> "cannot be read or written";
        };
    return firstLine(e.getMessage()) + ": " + what;
  }

  private static String firstLine(@org.jspecify.annotations.Nullable String message) {
    return message == null ? "no message" : message.lines().findFirst().orElse("no message");
  }

  private static int fail(List<String> typed, int code, String sentence, Throwable cause) {
    if (typed.contains("--json")) {
      Streams.out()
          .print(
              Json.pretty(
                  Json.object(
                      "schema",
                      "isoloss/error/1",
                      "error",
                      Json.object("exitCode", code, "message", sentence))));
      Streams.out().flush();
    }
    Streams.err().println("isoloss: " + sentence);
    if (typed.contains("--stacktrace")) {
      cause.printStackTrace(Streams.err());
    }
    return code;
  }
}
