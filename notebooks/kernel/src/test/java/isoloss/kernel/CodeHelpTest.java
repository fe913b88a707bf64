package isoloss.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import isoloss.kernel.CodeHelp.Readiness;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CodeHelpTest {
  private static Evaluator evaluator;
  private static CodeHelp help;

  @BeforeAll
  static void open() {
    evaluator = new Evaluator();
    help = new CodeHelp(evaluator.analysis());
  }

  @AfterAll
  static void close() {
    evaluator.close();
  }

  @Test
  void completionReplacesFromTheStartOfTheWord() {
    String cell = "String s = \"a\";\ns = \"x\".toUpp";
    var found = help.complete(cell, cell.length());
    assertThat(found.replacements()).contains("toUpperCase(");
    assertThat(cell.substring(found.start())).isEqualTo("toUpp");
  }

  @Test
  void completionInTheMiddleOfACellLooksAtItsOwnStatement() {
    String cell = "int a = 1;\nMath.hyp\nint b = 2;";
    var found = help.complete(cell, cell.indexOf("hyp") + 3);
    assertThat(found.replacements()).contains("hypot(");
  }

  @Test
  void inspectionGivesTheSignaturesOfACall() {
    String cell = "int a = 1;\nMath.hypot(";
    assertThat(help.inspect(cell, cell.length()).orElseThrow())
        .contains("hypot(double x, double y)");
  }

  @Test
  void aCellIsReadyIncompleteOrWrong() {
    assertThat(help.readiness("int a = 1;\na + 1")).isEqualTo(Readiness.READY);
    assertThat(help.readiness("")).isEqualTo(Readiness.READY);
    assertThat(help.readiness("int a = 1;\nfor (int i = 0; i < 3; i++) {"))
        .isEqualTo(Readiness.INCOMPLETE);
    assertThat(help.readiness("int a = 1;\n) oh (")).isEqualTo(Readiness.WRONG);
  }
}
