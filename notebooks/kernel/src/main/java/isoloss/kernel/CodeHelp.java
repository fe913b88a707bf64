package isoloss.kernel;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/**
 * What an editor asks while a cell is written. JShell looks at one snippet at a time, so each
 * question is put to the one that the cursor is in. Cursors count UTF-16 units.
 */
final class CodeHelp {
  /** Replacements for the text from {@code start} up to the cursor, best first. */
  record Completions(List<String> replacements, int start) {}

  /** Whether a cell can be run as it is. */
  enum Readiness {
    READY,
    INCOMPLETE,
    WRONG
  }

  private record Position(String snippet, int cursor, int offset) {}

  private final SourceCodeAnalysis analysis;

  CodeHelp(SourceCodeAnalysis analysis) {
    this.analysis = analysis;
  }

  Completions complete(String cell, int cursor) {
    Position at = locate(cell, cursor);
    int[] anchor = {at.cursor()};
    List<Suggestion> found = analysis.completionSuggestions(at.snippet(), at.cursor(), anchor);
    boolean typed = found.stream().anyMatch(Suggestion::matchesType);
    List<String> replacements =
        found.stream()
            .filter(each -> !typed || each.matchesType())
            .map(Suggestion::continuation)
            .distinct()
            .toList();
    return new Completions(replacements, at.offset() + anchor[0]);
  }

  /**
   * Signatures and documentation of the call at the cursor, or the type of the expression that ends
   * there.
   */
  Optional<String> inspect(String cell, int cursor) {
    Position at = locate(cell, cursor);
    List<Documentation> found = analysis.documentation(at.snippet(), at.cursor(), true);
    if (!found.isEmpty()) {
      return Optional.of(found.stream().map(CodeHelp::text).collect(Collectors.joining("\n\n")));
    }
    return Optional.ofNullable(analysis.analyzeType(at.snippet(), at.cursor()));
  }

  Readiness readiness(String cell) {
    String rest = cell;
    while (true) {
      CompletionInfo next = analysis.analyzeCompletion(rest);
      switch (next.completeness()) {
        case EMPTY -> {
          return Readiness.READY;
        }
        case DEFINITELY_INCOMPLETE -> {
          return Readiness.INCOMPLETE;
        }
        case UNKNOWN -> {
          return Readiness.WRONG;
        }
        case COMPLETE, COMPLETE_WITH_SEMI, CONSIDERED_INCOMPLETE -> rest = next.remaining();
      }
    }
  }

  private Position locate(String cell, int cursor) {
    int start = 0;
    while (true) {
      CompletionInfo next = analysis.analyzeCompletion(cell.substring(start));
      int end = cell.length() - (next.remaining() == null ? 0 : next.remaining().length());
      if (next.completeness() == Completeness.EMPTY
          || !next.completeness().isComplete()
          || end >= cursor
          || end <= start) {
        return new Position(cell.substring(start), cursor - start, start);
      }
      start = end;
    }
  }

  private static String text(Documentation found) {
    String comment = found.javadoc();
    return comment == null || comment.isBlank()
        ? found.signature()
        : found.signature() + "\n" + comment.strip();
  }
}
