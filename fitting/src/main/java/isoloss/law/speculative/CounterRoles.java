package isoloss.law.speculative;

import isoloss.data.Variable;
import isoloss.data.Variable.Sign;
import java.util.List;

/** The columns that tables of counters may have; an optional count of 0 was not counted. */
final class CounterRoles {
  static final Variable ROUNDS = count("rounds", "rounds that drafted", "rounds");
  static final Variable ACCEPTED =
      count("accepted", "drafted tokens accepted, of the position where there is one", "tokens");
  static final Variable POSITION = count("position", "position in the draft", "tokens");
  static final Variable AT_RISK =
      count("at_risk", "rounds that drafted the position with all before it accepted", "rounds");
  static final Variable GENERATED = count("generated", "generated tokens", "tokens");
  static final Variable SECONDS = count("seconds", "time of decoding", "s");
  static final Variable SPEED_UP = count("speedup", "speed-up over plain decoding", "times");
  static final Variable REPORTED =
      count("reported", "tokens of a round as the source reports them", "tokens");
  static final Variable LENGTH = count("length", "drafted tokens of every round", "tokens");

  static final List<Variable> REQUIRED = List.of(ROUNDS, ACCEPTED);
  static final List<Variable> OPTIONAL =
      List.of(POSITION, AT_RISK, GENERATED, SECONDS, SPEED_UP, REPORTED, LENGTH);

  static final String PROMPT = "prompt";
  static final String CLUSTER = "cluster";

  private CounterRoles() {}

  private static Variable count(String symbol, String name, String unit) {
    return new Variable(symbol, name, unit, Sign.NON_NEGATIVE);
  }
}
