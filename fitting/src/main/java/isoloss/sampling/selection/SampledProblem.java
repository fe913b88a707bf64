package isoloss.sampling.selection;

import isoloss.data.InputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The samples of one problem.
 *
 * @param name of the problem
 * @param groups samples that agree in answer and score, at least one
 */
public record SampledProblem(String name, List<Group> groups) {

  /**
   * Samples that agree.
   *
   * @param answer what they say
   * @param count how many
   * @param correct 1 for a right answer, 0 for a wrong one
   * @param score of a reward model, or NaN where there is none
   */
  public record Group(String answer, int count, double correct, double score) {
    public Group {
      if (count < 1) {
        throw new InputException("count %d of answer %s is below 1".formatted(count, answer));
      }
      if (correct != 0 && correct != 1) {
        throw new InputException(
            "correct = %s of answer %s is neither 0 nor 1".formatted(correct, answer));
      }
    }
  }

  /** The samples with one answer. */
  record Cluster(String answer, int count, double correct) {}

  public SampledProblem {
    groups = List.copyOf(groups);
    if (groups.isEmpty()) {
      throw new IllegalArgumentException("problem " + name + " has no sample");
    }
  }

  /** n */
  public int samples() {
    return groups.stream().mapToInt(Group::count).sum();
  }

  /** The samples that are right. */
  public int correct() {
    return groups.stream().filter(g -> g.correct() == 1).mapToInt(Group::count).sum();
  }

  /**
   * The distinct answers.
   *
   * @throws InputException if samples with one answer are partly right and partly wrong
   */
  List<Cluster> clusters() {
    Map<String, Cluster> byAnswer = new LinkedHashMap<>();
    for (Group group : groups) {
      byAnswer.merge(
          group.answer(),
          new Cluster(group.answer(), group.count(), group.correct()),
          this::joined);
    }
    return new ArrayList<>(byAnswer.values());
  }

  private Cluster joined(Cluster a, Cluster b) {
    if (a.correct() != b.correct()) {
      throw new InputException(
          "problem %s: answer %s is marked both right and wrong".formatted(name, a.answer()));
    }
    return new Cluster(a.answer(), a.count() + b.count(), a.correct());
  }

  /** One entry per sample, in the order of the groups. */
  List<Group> single() {
    List<Group> single = new ArrayList<>();
    for (Group group : groups) {
      for (int i = 0; i < group.count(); i++) {
        single.add(new Group(group.answer(), 1, group.correct(), group.score()));
      }
    }
    return single;
  }
}
