package isoloss.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a command has to say.
 *
 * @param json the result as one document
 * @param text the result for a person
 * @param exitCode one of {@link ExitCode}
 * @param sentence why the exit code is not 0; empty when it is
 */
record Outcome(Map<String, @Nullable Object> json, String text, int exitCode, String sentence) {

  static Outcome good(Map<String, @Nullable Object> json, String text) {
    return new Outcome(json, text, ExitCode.GOOD, "");
  }

  Outcome butExit(int code, String why) {
    return new Outcome(json, text, code, why);
  }
}
