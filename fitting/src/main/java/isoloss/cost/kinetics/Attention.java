package isoloss.cost.kinetics;

import java.util.Locale;

/** Which tokens of the cache are read at each step. */
public sealed interface Attention {

  /** In kebab-case, with the sizes. */
  String text();

  /** Whether a repository's form of the sums exists that differs from the exact one. */
  boolean isSparse();

  /** How the tokens within a budget are summed. */
  enum Sum {
    /** Exact in every case. */
    EXACT,
    /**
     * As in the repository: {@code B L_out + max(0, B - L_in)^2 / 2} for top-k (the sign is wrong),
     * a minus for blocks, and both as if generation always reached beyond the budget.
     */
    AS_PUBLISHED
  }

  /** Every token. */
  record Dense() implements Attention {
    @Override
    public String text() {
      return "dense";
    }

    @Override
    public boolean isSparse() {
      return false;
    }
  }

  /**
   * The B tokens with the highest scores, found for nothing; each trial reads its own, so a prompt
   * is never shared.
   *
   * @param budget B, tokens
   */
  record TopK(double budget) implements Attention {
    public TopK {
      requireBudget(budget);
    }

    @Override
    public String text() {
      return String.format(Locale.ROOT, "top-k %.0f", budget);
    }

    @Override
    public boolean isSparse() {
      return true;
    }
  }

  /**
   * The best blocks by one representative key each, and the last tokens.
   *
   * @param local tokens at the end that are always read
   * @param block tokens of a block
   * @param chosen blocks that are read
   * @param floors whether the search over representatives counts whole blocks only, as published
   */
  record BlockTopK(double local, double block, double chosen, boolean floors) implements Attention {
    public BlockTopK {
      if (!(local >= 0 && block >= 1 && chosen >= 0)) {
        throw new IllegalArgumentException(
            "%s blocks of %s tokens and %s local tokens cannot be read"
                .formatted(chosen, block, local));
      }
      requireBudget(local + block * chosen);
    }

    /** {@code B = local + block k}, tokens. */
    public double budget() {
      return local + block * chosen;
    }

    /** Representatives that are searched, of so many tokens. */
    double representatives(double tokens) {
      return floors ? Math.floor(tokens / block) : tokens / block;
    }

    @Override
    public String text() {
      String ends = local > 0 ? String.format(Locale.ROOT, " and %.0f local", local) : "";
      return String.format(
          Locale.ROOT,
          "block top-k %.0f x %.0f%s%s",
          block,
          chosen,
          ends,
          floors ? "" : ", smooth");
    }

    @Override
    public boolean isSparse() {
      return true;
    }
  }

  private static void requireBudget(double budget) {
    if (!(budget > 0 && Double.isFinite(budget))) {
      throw new IllegalArgumentException("a budget of " + budget + " cached tokens");
    }
  }
}
