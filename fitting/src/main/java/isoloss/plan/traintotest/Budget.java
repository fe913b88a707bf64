package isoloss.plan.traintotest;

import isoloss.sampling.pretraining.JointLaw;

/** FLOP for training and for sampling. */
public sealed interface Budget {

  /** The best choice for a model of N parameters. */
  Choice at(JointLaw law, Serving serving, double parameters);

  /** The choice of a planner who counts on one sample a question. */
  Choice atOneSample(JointLaw law, Serving serving, double parameters);

  Budget times(double factor);

  /** In words, with units. */
  String describe();

  /** {@code D = C_train/(6 N)}, {@code k = C_inf/(2 N q t)}. */
  record Separate(double trainFlops, double inferenceFlops) implements Budget {
    public Separate {
      requirePositive(trainFlops);
      requirePositive(inferenceFlops);
    }

    @Override
    public Choice at(JointLaw law, Serving serving, double parameters) {
      return Choice.of(
          law,
          parameters,
          trainFlops / (6 * parameters),
          inferenceFlops / serving.flopsOfOneSample(parameters));
    }

    @Override
    public Choice atOneSample(JointLaw law, Serving serving, double parameters) {
      return Choice.of(law, parameters, trainFlops / (6 * parameters), 1);
    }

    @Override
    public Budget times(double factor) {
      return new Separate(factor * trainFlops, factor * inferenceFlops);
    }

    @Override
    public String describe() {
      return "%.3g FLOP of training and %.3g FLOP of inference"
          .formatted(trainFlops, inferenceFlops);
    }
  }

  /** {@code 6 N D + 2 N k q t = C}, k and so D chosen best for every N. */
  record Total(double flops) implements Budget {
    public Total {
      requirePositive(flops);
    }

    @Override
    public Choice at(JointLaw law, Serving serving, double parameters) {
      double most = Math.log(flops / serving.flopsOfOneSample(parameters));
      if (!(most > 0)) {
        return Choice.of(law, parameters, 0, 1);
      }
      double x =
          Descent.least(
              logK -> choice(law, serving, parameters, Math.exp(logK)).loss(), 0, most, most / 200);
      return choice(law, serving, parameters, Math.exp(x));
    }

    @Override
    public Choice atOneSample(JointLaw law, Serving serving, double parameters) {
      return choice(law, serving, parameters, 1);
    }

    private Choice choice(JointLaw law, Serving serving, double parameters, double samples) {
      double left = flops - samples * serving.flopsOfOneSample(parameters);
      return Choice.of(law, parameters, left / (6 * parameters), samples);
    }

    @Override
    public Budget times(double factor) {
      return new Total(factor * flops);
    }

    @Override
    public String describe() {
      return "%.3g FLOP of training and inference together".formatted(flops);
    }
  }

  private static void requirePositive(double flops) {
    if (!(flops > 0 && flops < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a budget of " + flops + " FLOP is not positive");
    }
  }
}
