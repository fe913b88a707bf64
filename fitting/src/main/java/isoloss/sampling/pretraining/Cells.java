package isoloss.sampling.pretraining;

import isoloss.data.InputException;
import isoloss.fit.Diagnostic;
import isoloss.fit.Option;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The means of pass@k that laws are fitted to, one for each checkpoint and k.
 *
 * @param fewProblems cells left out since too few problems have k samples
 * @param zero cells left out since no k-subset of any problem holds a correct sample
 * @param early checkpoints left out since they have seen too few tokens
 */
record Cells(List<Cell> list, int fewProblems, int zero, int early) {
  static final Option KS = Option.text("ks", "numbers of samples k", "1,4,16,64,128");
  static final Option MIN_PROBLEMS =
      Option.number("min-problems", "fewest problems with k samples in a cell", 100, 0.5);
  static final Option MIN_TOKENS =
      Option.number("min-tokens", "fewest training tokens of a checkpoint", 2e9, 0);

  /** A mean of pass@k. */
  record Cell(Checkpoint checkpoint, int k, int problems, double passAtK) {
    /** {@code y = ln(-ln pass@k)}. */
    double y() {
      return Math.log(-Math.log(passAtK));
    }
  }

  Cells {
    list = List.copyOf(list);
  }

  static List<Integer> ks(Map<String, String> options) {
    String text = KS.textIn(options);
    try {
      List<Integer> ks =
          Arrays.stream(text.split("[, ]+", -1)).map(Integer::valueOf).sorted().distinct().toList();
      if (ks.getFirst() >= 1) {
        return ks;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(notNumbers(text), e);
    }
    throw new IllegalArgumentException(notNumbers(text));
  }

  private static String notNumbers(String text) {
    return "option ks=%s: expected whole numbers from 1 on, as in ks=1,4,16".formatted(text);
  }

  /** The checkpoints that have seen enough tokens. */
  static List<Checkpoint> grown(List<Checkpoint> all, Map<String, String> options) {
    double least = MIN_TOKENS.numberIn(options);
    return all.stream().filter(checkpoint -> checkpoint.tokens() >= least).toList();
  }

  static Cells of(List<Checkpoint> all, Map<String, String> options) {
    double least = MIN_PROBLEMS.numberIn(options);
    List<Checkpoint> grown = grown(all, options);
    List<Cell> cells = new ArrayList<>();
    int few = 0;
    int zero = 0;
    for (Checkpoint checkpoint : grown) {
      for (int k : ks(options)) {
        int problems = checkpoint.problems(k);
        double mean = checkpoint.passAtK(k);
        if (problems < least) {
          few++;
        } else if (!(mean > 0 && mean < 1)) {
          zero++; // neither 0 nor 1 has a finite y
        } else {
          cells.add(new Cell(checkpoint, k, problems, mean));
        }
      }
    }
    return new Cells(cells, few, zero, all.size() - grown.size());
  }

  Cells of(int k) {
    return new Cells(
        list.stream().filter(cell -> cell.k() == k).toList(), fewProblems, zero, early);
  }

  /**
   * @throws InputException if a law of so many parameters cannot be fitted
   */
  Cells require(int parameters, String what) {
    if (list.size() <= parameters) {
      throw new InputException(
          "%s: %d cells are too few for %d parameters (left out: %d cells of too few problems, %d"
                  .formatted(what, list.size(), parameters, fewProblems, zero)
              + " of mean 0 or 1, %d checkpoints of too few tokens); lower min-problems or"
                  .formatted(early)
              + " min-tokens");
    }
    return this;
  }

  double[] y() {
    return list.stream().mapToDouble(Cell::y).toArray();
  }

  Diagnostic leftOut() {
    return new Diagnostic.Remark(
        "cells-left-out",
        Diagnostic.Severity.NOTE,
        "left out: %d cells of fewer problems than min-problems, %d cells of mean 0 or 1 (taking the"
                .formatted(fewProblems, zero)
            + " logarithm loses them, a likelihood of counts would not), %d checkpoints of fewer"
                .formatted(early)
            + " tokens than min-tokens");
  }
}
