package isoloss.rank.query;

import isoloss.data.InputException;
import isoloss.data.Names;
import isoloss.data.pool.Pool;
import isoloss.data.pool.Sample;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A condition on what is known of a sample, written {@code FIELD.OP=VALUE}, for example {@code
 * subject.contains=math|statistics}. A sample of which the field is not known never passes. Fields
 * are {@code name, source, metric, kind, cluster, text, capability} and the names of attributes.
 *
 * <ul>
 *   <li>{@code eq, ne}: the same text, or the same number where both are numbers;
 *   <li>{@code gt, ge, lt, le}: numbers, or texts by their order where either is none (so dates in
 *       ISO 8601 compare as dates);
 *   <li>{@code contains}: a regular expression is found in the text;
 *   <li>{@code len}: so many capabilities, the only field that is a list.
 * </ul>
 *
 * Of the capabilities one is enough, but {@code ne} wants none to be equal.
 *
 * @see <a href="https://arxiv.org/abs/2412.06745">Ghosh et al. (2024), ONEBench</a>, whose
 *     flattened keys and operators these are
 */
public record SampleFilter(String field, Operator operator, String value) {
  private static final String CAPABILITY = "capability";
  private static final List<String> FIELDS =
      List.of("name", "source", "metric", "kind", "cluster", "text", CAPABILITY);

  /** How a field is compared with the value. */
  public enum Operator {
    EQ,
    NE,
    GT,
    GE,
    LT,
    LE,
    CONTAINS,
    LEN;

    String inWords() {
      return name().toLowerCase(Locale.ROOT);
    }

    private static Operator named(String name) {
      List<String> known = Arrays.stream(values()).map(Operator::inWords).toList();
      return Arrays.stream(values())
          .filter(each -> each.inWords().equals(name))
          .findFirst()
          .orElseThrow(() ->
              new InputException(
                  "no operator %s of a filter%s".formatted(name, Names.suggestion(name, known))));
    }
  }

  public SampleFilter {
    if (operator == Operator.LEN && !field.equals(CAPABILITY)) {
      throw new InputException(
          "%s.len: only the capabilities of a sample are a list; use capability.len"
              .formatted(field));
    }
    if (operator == Operator.CONTAINS) {
      pattern(value);
    }
  }

  /**
   * Reads {@code FIELD.OP=VALUE}; the field may hold points itself.
   *
   * @throws InputException if it is written otherwise
   */
  public static SampleFilter parse(String text) {
    int equals = text.indexOf('=');
    int point = text.lastIndexOf('.', equals);
    if (equals < 0 || point < 1) {
      throw new InputException(
          "the filter %s is not FIELD.OP=VALUE, such as subject.contains=math".formatted(text));
    }
    return new SampleFilter(
        text.substring(0, point),
        Operator.named(text.substring(point + 1, equals)),
        text.substring(equals + 1));
  }

  /**
   * @throws InputException if no sample of the pool has the field
   */
  void requireKnown(Pool pool) {
    Set<String> known = new LinkedHashSet<>(FIELDS);
    pool.samples().forEach(sample -> known.addAll(sample.attributes().keySet()));
    if (!known.contains(field)) {
      throw new InputException(
          "no sample has the field %s%s".formatted(field, Names.suggestion(field, known)));
    }
  }

  boolean passes(Sample sample) {
    if (operator == Operator.LEN) {
      return number(value).orElse(-1) == sample.capabilities().size();
    }
    List<String> found = values(sample);
    return operator == Operator.NE
        ? !found.isEmpty() && found.stream().allMatch(this::holds)
        : found.stream().anyMatch(this::holds);
  }

  private List<String> values(Sample sample) {
    return switch (field) {
      case "name" -> List.of(sample.name());
      case "source" -> List.of(sample.source());
      case "metric" -> List.of(sample.metric());
      case "kind" -> List.of(sample.kind().inWords());
      case "cluster" -> List.of(sample.cluster());
      case "text" -> List.of(sample.text());
      case CAPABILITY -> sample.capabilities();
      default ->
          sample.attributes().containsKey(field)
              ? List.of(sample.attributes().getOrDefault(field, ""))
              : List.of();
    };
  }

  private boolean holds(String found) {
    return switch (operator) {
      case EQ -> order(found) == 0;
      case NE -> order(found) != 0;
      case GT -> order(found) > 0;
      case GE -> order(found) >= 0;
      case LT -> order(found) < 0;
      case LE -> order(found) <= 0;
      case CONTAINS -> pattern(value).matcher(found).find();
      case LEN -> false; // asked of the list, not of its members
    };
  }

  private int order(String found) {
    OptionalDouble one = number(found);
    OptionalDouble other = number(value);
    return one.isPresent() && other.isPresent()
        ? Double.compare(one.getAsDouble() + 0.0, other.getAsDouble() + 0.0)
        : found.compareTo(value);
  }

  private static OptionalDouble number(String text) {
    try {
      double number = Double.parseDouble(text);
      return Double.isNaN(number) ? OptionalDouble.empty() : OptionalDouble.of(number);
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  private static Pattern pattern(String expression) {
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new InputException(
          "the regular expression %s is broken: %s at character %d"
              .formatted(expression, e.getDescription(), e.getIndex() + 1),
          e);
    }
  }

  /** As it is written. */
  public String inWords() {
    return "%s.%s=%s".formatted(field, operator.inWords(), value);
  }
}
