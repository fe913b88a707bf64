package isoloss.law.vocabulary;

import isoloss.fit.Parameter;
import java.util.List;

/**
 * {@code L = -E + A1/Nnv^a1 + A2/V^a2 + B/H^b}, each quantity with a term of its own; theta = (E,
 * A1, a1, A2, a2, B, b).
 *
 * @see <a href="https://arxiv.org/abs/2407.13623">Tao et al. (2024)</a>
 */
public final class VocabularyAdditive extends VocabularyLaw {
  public VocabularyAdditive() {
    super(
        new Floor(0, Size.NEGATED),
        List.of(
            new Term(1, Size.VALUE, List.of(Power.inverse(2, NNV))),
            new Term(3, Size.VALUE, List.of(Power.inverse(4, V))),
            new Term(5, Size.VALUE, List.of(Power.inverse(6, H)))));
  }

  @Override
  public String name() {
    return "vocabulary-additive";
  }

  @Override
  public String formula() {
    return "L = -E + A1/Nnv^a1 + A2/V^a2 + B/H^b";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        Parameter.real("E", "the best that any model can gain on a unigram model"),
        Parameter.positive("A1", "coefficient of non-vocabulary parameters"),
        Parameter.exponent("a1", "exponent of non-vocabulary parameters"),
        Parameter.positive("A2", "coefficient of vocabulary size"),
        Parameter.exponent("a2", "exponent of vocabulary size"),
        Parameter.positive("B", "coefficient of training characters"),
        Parameter.exponent("b", "exponent of training characters"));
  }
}
