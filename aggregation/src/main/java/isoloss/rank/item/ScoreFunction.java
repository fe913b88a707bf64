package isoloss.rank.item;

import isoloss.stat.Moments;

/** How scores hang on the abilities and on the weights of the samples, to first order. */
interface ScoreFunction {

  /** Adds what a sample counted {@code 1 + e} times does per e, the abilities held. */
  void addDirect(ItemSearch located, double weight, double[] effect);

  /** Adds what a change of the abilities does; the samples' parameters follow it. */
  void addIndirect(double[] abilities, double[] effect);

  /** Abilities less their mean, which samples reach through the likelihood alone. */
  ScoreFunction CENTRED_ABILITIES =
      new ScoreFunction() {
        @Override
        public void addDirect(ItemSearch located, double weight, double[] effect) {}

        @Override
        public void addIndirect(double[] abilities, double[] effect) {
          double mean = Moments.of(abilities).mean();
          for (int i = 0; i < effect.length; i++) {
            effect[i] += abilities[i] - mean;
          }
        }
      };
}
