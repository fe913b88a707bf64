package isoloss.kernel;

import isoloss.kernel.CellException.CellError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.UnresolvedReferenceException;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which lines of which cell each snippet is, and tells of an exception in these terms.
 */
final class SnippetPlaces {
  private record Place(CellText cell, int firstLine) {}

  private final Map<String, Place> places = new HashMap<>();

  void put(Snippet snippet, CellText cell, int from) {
    places.put(snippet.id(), new Place(cell, cell.lineAt(from)));
  }

  CellError explain(JShellException thrown, JShell shell) {
    List<String> report = new ArrayList<>();
    @Nullable Throwable cause = thrown;
    String lead = "";
    while (cause != null) {
      report.add(lead + describe(cause, shell));
      addFrames(report, cause.getStackTrace());
      cause = cause.getCause();
      lead = "caused by ";
    }
    return new CellError(describe(thrown, shell), report);
  }

  private static String describe(Throwable thrown, JShell shell) {
    return switch (thrown) {
      case EvalException evaluation ->
          evaluation.getMessage() == null
              ? evaluation.getExceptionClassName()
              : evaluation.getExceptionClassName() + ": " + evaluation.getMessage();
      case UnresolvedReferenceException unresolved -> unresolved(unresolved.getSnippet(), shell);
      default -> thrown.toString();
    };
  }

  private static String unresolved(DeclarationSnippet snippet, JShell shell) {
    return String.format(
        Locale.ROOT,
        "%s was declared with names that are still unknown: %s",
        snippet.name(),
        String.join(", ", shell.unresolvedDependencies(snippet).toList()));
  }

  /** The frames down to the last one of a cell: below it lies only the kernel. */
  private void addFrames(List<String> report, StackTraceElement[] frames) {
    int last = frames.length - 1;
    while (last >= 0 && place(frames[last]) == null) {
      last--;
    }
    for (int i = 0; i <= last; i++) {
      report.add("    at " + frame(frames[i]));
    }
  }

  private String frame(StackTraceElement frame) {
    Place place = place(frame);
    if (place == null) {
      return frame.toString();
    }
    int line = place.firstLine() + Math.max(1, frame.getLineNumber()) - 1;
    return String.format(
        Locale.ROOT,
        "cell %d, line %d: %s",
        place.cell().number(),
        line,
        place.cell().line(line).strip());
  }

  /** JShell names a snippet's file after it: {@code #12}. */
  private @Nullable Place place(StackTraceElement frame) {
    String file = frame.getFileName();
    return file != null && file.startsWith("#") ? places.get(file.substring(1)) : null;
  }
}
