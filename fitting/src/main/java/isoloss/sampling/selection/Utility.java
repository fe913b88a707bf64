package isoloss.sampling.selection;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;

/** How alike two answers are, from 0 to 1. */
public enum Utility implements ToDoubleBiFunction<String, String> {
  /** 1 for the same text. */
  EQUALITY {
    @Override
    public double applyAsDouble(String candidate, String other) {
      return candidate.equals(other) ? 1 : 0;
    }
  },

  /** Harmonic mean of precision and recall of the words, repeats counted (SQuAD's F1). */
  TOKEN_F1 {
    @Override
    public double applyAsDouble(String candidate, String other) {
      String[] a = words(candidate);
      String[] b = words(other);
      Map<String, Integer> left = new HashMap<>();
      for (String word : b) {
        left.merge(word, 1, Integer::sum);
      }
      int shared = 0;
      for (String word : a) {
        if (left.merge(word, -1, Integer::sum) >= 0) {
          shared++;
        }
      }
      return 2.0 * shared / (a.length + b.length);
    }
  };

  private static String[] words(String text) {
    return text.strip().split("\\s+");
  }

  /** As on the command line; empty for {@code off}. */
  static Optional<Utility> named(String name) {
    return switch (name) {
      case "equality" -> Optional.of(EQUALITY);
      case "token-f1" -> Optional.of(TOKEN_F1);
      default -> Optional.empty();
    };
  }
}
