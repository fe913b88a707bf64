package isoloss.rank.choice;

import isoloss.data.Values;
import isoloss.data.pool.Direction;
import isoloss.fit.Diagnostic;
import isoloss.rank.method.Aggregator;
import isoloss.rank.method.Strengths;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A choice made earlier and the fits of its members, kept in the state of a blend: whether it is
 * blended, then for each member its place among the candidates, the length of its state, its scores
 * and its state.
 */
record Remembered(Choice choice, List<Strengths> fits) {

  static Values state(Choice choice, List<Strengths> fits, List<Aggregator> candidates) {
    List<Double> state = new ArrayList<>();
    state.add(choice.blended() ? 1.0 : 0.0);
    for (int k = 0; k < fits.size(); k++) {
      state.add((double) candidates.indexOf(choice.members().get(k)));
      state.add((double) fits.get(k).state().size());
      fits.get(k).scores().stream().forEach(state::add);
      fits.get(k).state().stream().forEach(state::add);
    }
    return Values.of(state.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** Empty where the fit has no such state. */
  static Optional<Remembered> from(Strengths known, List<Aggregator> candidates) {
    Values state = known.state();
    if (state.size() == 0) {
      return Optional.empty();
    }
    int models = known.scores().size();
    List<Aggregator> members = new ArrayList<>();
    List<Strengths> fits = new ArrayList<>();
    for (int at = 1; at < state.size(); ) {
      members.add(candidates.get((int) state.get(at)));
      int length = (int) state.get(at + 1);
      fits.add(fit(state, at + 2, models, length));
      at += 2 + models + length;
    }
    Choice choice =
        new Choice(
            members,
            state.get(0) == 1,
            List.of(),
            Diagnostic.Severity.NOTE,
            "the choice of the fit that this one started from");
    return Optional.of(new Remembered(choice, fits));
  }

  private static Strengths fit(Values state, int from, int models, int length) {
    return new Strengths(
        part(state, from, models),
        Direction.HIGHER_IS_BETTER,
        OptionalDouble.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        part(state, from + models, length));
  }

  private static Values part(Values state, int from, int length) {
    return Values.of(state.stream().skip(from).limit(length).toArray());
  }
}
