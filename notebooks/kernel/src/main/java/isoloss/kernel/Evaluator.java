package isoloss.kernel;

import isoloss.kernel.CellException.CompilationError;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/**
 * Evaluates cells one after the other in one JShell session.
 *
 * <p>A cell is any number of snippets: imports, declarations, statements and expressions. Its
 * result is the object that its last snippet comes to, if that is an expression without a
 * semicolon: {@code fit} shows the fit, {@code fit;} and {@code x = 3} show nothing.
 */
final class Evaluator implements AutoCloseable {
  private final KeepingControl control = new KeepingControl();
  private final JShell shell;
  private final SourceCodeAnalysis analysis;
  private final SnippetPlaces places = new SnippetPlaces();
  private int cells;
  private volatile boolean evaluating;

  Evaluator() {
    shell =
        JShell.builder()
            .executionEngine(control, java.util.Map.of())
            .compilerOptions("-parameters", "--add-modules=jdk.incubator.vector")
            .build();
    for (String entry : classPath()) {
      shell.addToClasspath(entry);
    }
    analysis = shell.sourceCodeAnalysis();
    Prelude.imports().forEach(this::prepare);
  }

  /**
   * Evaluates one cell.
   *
   * @return what the cell comes to, empty when there is nothing to show
   * @throws CellException when the cell does not compile, throws, or is interrupted; snippets
   *     before the bad one stay evaluated
   */
  Optional<Object> evaluate(String text) {
    LoopGuard.clear();
    evaluating = true;
    try {
      return evaluate(new CellText(++cells, text));
    } finally {
      evaluating = false;
    }
  }

  private Optional<Object> evaluate(CellText cell) {
    String text = cell.text();
    Optional<Object> result = Optional.empty();
    int at = skipBlanks(text, 0);
    while (at < text.length()) {
      CompletionInfo next = analysis.analyzeCompletion(text.substring(at));
      if (next.completeness() == Completeness.EMPTY) {
        break;
      }
      boolean whole = next.completeness().isComplete() && next.source() != null;
      result = run(cell, at, whole ? next.source() : text.substring(at));
      at = whole ? skipBlanks(text, text.length() - next.remaining().length()) : text.length();
    }
    return result;
  }

  /** Asks the running cell to end. */
  void interrupt() {
    if (evaluating) {
      LoopGuard.interrupt();
      control.interrupt();
    }
  }

  SourceCodeAnalysis analysis() {
    return analysis;
  }

  @Override
  public void close() {
    shell.close();
  }

  private static List<String> classPath() {
    String path = System.getProperty("java.class.path", "");
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(path)
        .filter(entry -> !entry.isBlank())
        .toList();
  }

  private void prepare(String snippet) {
    for (SnippetEvent event : shell.eval(snippet)) {
      if (event.status() == Snippet.Status.REJECTED) {
        throw new IllegalStateException("the kernel's own line is not Java: " + snippet);
      }
    }
  }

  /** JShell counts an exception's lines wrongly in a snippet that starts with an empty line. */
  private static int skipBlanks(String text, int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private Optional<Object> run(CellText cell, int from, String source) {
    if (LoopGuard.isInterrupted()) {
      throw new CellException.Interrupted();
    }
    control.forget();
    boolean expression = false;
    for (SnippetEvent event : shell.eval(source)) {
      if (event.causeSnippet() == null) {
        places.put(event.snippet(), cell, from);
        check(event, cell, from);
        expression = isExpression(event.snippet());
      }
    }
    boolean shown = expression && !endsInSemicolon(source);
    Optional<Object> value = shown ? control.kept() : Optional.empty();
    control.forget();
    return value;
  }

  /** An expression that a semicolon ends is a statement, as everywhere in Java. */
  private static boolean endsInSemicolon(String source) {
    return source.stripTrailing().endsWith(";");
  }

  private static boolean isExpression(Snippet snippet) {
    return switch (snippet.subKind()) {
      case TEMP_VAR_EXPRESSION_SUBKIND, VAR_VALUE_SUBKIND, OTHER_EXPRESSION_SUBKIND -> true;
      default -> false;
    };
  }

  private void check(SnippetEvent event, CellText cell, int from) {
    if (event.status() == Snippet.Status.REJECTED) {
      throw rejected(event.snippet(), cell, from);
    }
    if (event.exception() != null) {
      if (LoopGuard.isInterrupted()) {
        throw new CellException.Interrupted();
      }
      throw places.explain(event.exception(), shell);
    }
  }

  private CompilationError rejected(Snippet snippet, CellText cell, int from) {
    List<Diag> errors = shell.diagnostics(snippet).filter(Diag::isError).toList();
    List<String> report = new ArrayList<>();
    for (Diag error : errors) {
      report.addAll(cell.mark(error, from));
    }
    String message =
        errors.isEmpty()
            ? "the cell is not complete"
            : errors.getFirst().getMessage(Locale.ROOT).lines().findFirst().orElse("");
    return new CompilationError(message, report.isEmpty() ? List.of(message) : report);
  }
}
