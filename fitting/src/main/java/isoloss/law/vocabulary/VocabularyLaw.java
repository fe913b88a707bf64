package isoloss.law.vocabulary;

import isoloss.data.Variable;
import isoloss.fit.Source;
import isoloss.law.power.SumOfPowers;
import java.util.List;
import java.util.Optional;

/**
 * What the laws of vocabulary size share: the loss less that of a unigram model, so that losses of
 * different vocabularies compare. It is negative, so residuals are of the loss itself and
 * percentage errors mean nothing.
 *
 * @see <a href="https://arxiv.org/abs/2407.13623">Tao et al. (2024), Scaling Laws with
 *     Vocabulary</a>
 */
abstract class VocabularyLaw extends SumOfPowers {
  static final int NNV = 0;
  static final int V = 1;
  static final int H = 2;

  VocabularyLaw(Floor floor, List<Term> terms) {
    super(Optional.of(floor), terms);
  }

  @Override
  public final Source source() {
    return new Source(
        "Tao et al. (2024), Scaling Laws with Vocabulary", "https://arxiv.org/abs/2407.13623");
  }

  @Override
  public final String convention() {
    return "Nnv counts parameters outside the vocabulary, H training characters (not tokens, whose"
        + " number depends on V); L is less the loss of a unigram model, so it is negative";
  }

  @Override
  public final List<Variable> inputs() {
    return List.of(
        Variable.positive("Nnv", "non-vocabulary parameters", "parameters"),
        Variable.positive("V", "vocabulary size", "entries"),
        Variable.positive("H", "training characters", "characters"));
  }

  @Override
  public final Variable response() {
    return new Variable("L", "unigram-normalised loss", "nats/token", Variable.Sign.ANY);
  }
}
