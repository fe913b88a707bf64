package isoloss.fit;

import isoloss.data.Values;
import isoloss.optim.LocalMinimum;
import java.util.List;
import java.util.Optional;

/**
 * The range of a law's floor E that the data allow: E is held, everything else refitted, and the
 * rise of the loss compared with the 95 % point of chi-squared with one degree of freedom.
 *
 * @param low 0 where the loss stays flat down to no floor at all
 * @param devianceAtZero of the fit without a floor
 */
record FloorProfile(String parameter, double low, double high, double devianceAtZero) {
  private static final int BISECTIONS = 24;

  /** A floor is at most this share of the least response. */
  private static final double HIGHEST_SHARE = 0.999;

  boolean reachesZero() {
    return devianceAtZero < Deviance.LIMIT_95;
  }

  /** Empty when the law has no floor or its coordinates do not hold it apart from the others. */
  static Optional<FloorProfile> of(
      ScalingLaw law, Coordinates coordinates, Loss loss, double[] optimum) {
    return law.floor()
        .filter(name -> coordinates.rows().logarithmic())
        .flatMap(name -> coordinateOf(law, coordinates, optimum, name))
        .map(j -> new Profiler(coordinates, loss, optimum, j).profile(law.floor().orElseThrow()));
  }

  private static Optional<Integer> coordinateOf(
      ScalingLaw law, Coordinates coordinates, double[] optimum, String name) {
    List<String> names = law.parameters().stream().map(Parameter::name).toList();
    List<Integer> alone = List.of(names.indexOf(name));
    for (int j = 0; j < optimum.length; j++) {
      if (AtBorder.moved(coordinates, optimum, j).equals(alone)) {
        return Optional.of(j);
      }
    }
    return Optional.empty();
  }

  /** Refits with one coordinate held. */
  private static final class Profiler {
    private final Coordinates coordinates;
    private final Loss loss;
    private final double[] optimum;
    private final int held;
    private final double[] weights;
    private final double least;
    private final Deviance deviance;

    Profiler(Coordinates coordinates, Loss loss, double[] optimum, int held) {
      this.coordinates = coordinates;
      this.loss = loss;
      this.optimum = optimum;
      this.held = held;
      this.weights = coordinates.rows().weights();
      this.least = new Minimiser(coordinates, loss).at(Values.of(optimum), weights).value();
      this.deviance = Deviance.at(coordinates, loss, optimum);
    }

    FloorProfile profile(String name) {
      double bottom = coordinates.bounds().lower().get(held);
      double top = coordinates.rows().leastTarget() + Math.log(HIGHEST_SHARE);
      double atZero = deviance(bottom);
      double inside = Math.clamp(optimum[held], bottom, top);
      double low = atZero < Deviance.LIMIT_95 ? 0 : Math.exp(crossing(inside, bottom));
      // A floor at nothing is flat over many decades: begin a thousandth below the data instead.
      double from = Math.max(inside, top - Math.log(1e3));
      double high =
          deviance(top) < Deviance.LIMIT_95
              ? Math.exp(top)
              : Math.exp(crossing(deviance(from) < Deviance.LIMIT_95 ? from : inside, top));
      return new FloorProfile(name, low, high, atZero);
    }

    /** Where the deviance passes the limit between a point below it and one above it. */
    private double crossing(double below, double above) {
      double accepted = below;
      double refused = above;
      for (int i = 0; i < BISECTIONS; i++) {
        double middle = (accepted + refused) / 2;
        if (deviance(middle) < Deviance.LIMIT_95) {
          accepted = middle;
        } else {
          refused = middle;
        }
      }
      return (accepted + refused) / 2;
    }

    private double deviance(double value) {
      double[] start = optimum.clone();
      start[held] = value;
      Coordinates space = HeldCoordinates.at(coordinates, start, j -> j == held);
      Minimiser minimiser = new Minimiser(space, loss);
      LocalMinimum end = minimiser.polish(minimiser.from(start, weights), weights);
      return deviance.of(end.value() - least);
    }
  }
}
