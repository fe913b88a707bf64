package isoloss.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import isoloss.kernel.CellException.CellError;
import isoloss.kernel.CellException.CompilationError;
import isoloss.kernel.CellException.Interrupted;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
public class EvaluatorTest {
  /** A cell counts this down when it has begun, so that an interrupt meets it in its loop. */
  public static volatile CountDownLatch begun = new CountDownLatch(1);

  private static Evaluator evaluator;

  @BeforeAll
  static void open() {
    evaluator = new Evaluator();
  }

  @AfterAll
  static void close() {
    evaluator.close();
  }

  @Test
  void theResultIsTheObjectOfTheLastExpression() {
    assertThat(evaluator.evaluate("int a = 2;\nint b = 3;\na * b")).contains(6);
    assertThat(evaluator.evaluate("List.of(1, 2)")).contains(List.of(1, 2));
  }

  @Test
  void theObjectIsTheOneThatTheCellMadeAndNotACopy() {
    evaluator.evaluate("var kept = new StringBuilder(\"x\");");
    Object first = evaluator.evaluate("kept").orElseThrow();
    assertThat(evaluator.evaluate("kept")).containsSame(first);
  }

  @Test
  void statementsDeclarationsAndAssignmentsShowNothing() {
    assertThat(evaluator.evaluate("int silent = 1;")).isEmpty();
    assertThat(evaluator.evaluate("silent = 2")).isEmpty();
    assertThat(evaluator.evaluate("silent;")).isEmpty();
    assertThat(evaluator.evaluate("for (int i = 0; i < 3; i++) {\n  silent += i;\n}")).isEmpty();
    assertThat(evaluator.evaluate("")).isEmpty();
    assertThat(evaluator.evaluate("// nothing but a remark")).isEmpty();
    assertThat(evaluator.evaluate("(Object) null")).isEmpty();
  }

  @Test
  void aCellMayDeclareTypesAndMethodsAndUseThemAtOnce() {
    String cell =
        """
        record Point(double x, double y) {
          double norm() {
            return Math.hypot(x, y);
          }
        }
        double twice(double v) {
          return 2 * v;
        }
        twice(new Point(3, 4).norm())\
        """;
    assertThat(evaluator.evaluate(cell)).contains(10.0);
  }

  @Test
  void aCompilersErrorNamesItsLineOfTheCellAndMarksThePlace() {
    var error =
        catchThrowableOfType(
            CompilationError.class,
            () -> evaluator.evaluate("int fine = 1;\n\nint wrong =\n\tfine + missing;\n"));
    assertThat(error.report().getFirst()).startsWith("line 4: cannot find symbol");
    assertThat(error.report()).containsSequence("    \tfine + missing;", "    \t       ^^^^^^^");
    assertThat(evaluator.evaluate("fine")).contains(1);
  }

  @Test
  void anUnfinishedCellIsACompilersError() {
    assertThatThrownBy(() -> evaluator.evaluate("int open() {"))
        .isInstanceOf(CompilationError.class);
    assertThatThrownBy(() -> evaluator.evaluate("1 +")).isInstanceOf(CompilationError.class);
  }

  @Test
  void anExceptionNamesTheCellsLinesAndItsCauses() {
    String cell =
        """
        void inner() {
          throw new IllegalStateException("inner trouble");
        }
        void outer() {
          try {
            inner();
          } catch (IllegalStateException e) {
            throw new IllegalArgumentException("outer trouble", e);
          }
        }
        outer();\
        """;
    var error = catchThrowableOfType(CellError.class, () -> evaluator.evaluate(cell));
    assertThat(error).hasMessage("java.lang.IllegalArgumentException: outer trouble");
    assertThat(error.report())
        .anyMatch(line ->
            line.endsWith("line 8: throw new IllegalArgumentException(\"outer trouble\", e);"))
        .anyMatch(line -> line.endsWith("line 11: outer();"))
        .contains("caused by java.lang.IllegalStateException: inner trouble")
        .noneMatch(line -> line.contains("isoloss.kernel.KeepingControl"));
  }

  @Test
  void callingWhatRefersToAnUnknownNameSaysWhichName() {
    evaluator.evaluate("int early() { return later(); }");
    assertThatThrownBy(() -> evaluator.evaluate("early()"))
        .isInstanceOf(CellError.class)
        .hasMessageContaining("early")
        .hasMessageContaining("later()");
    evaluator.evaluate("int later() { return 7; }");
    assertThat(evaluator.evaluate("early()")).contains(7);
  }

  @Test
  void anEndlessLoopCanBeInterruptedAndTheSessionGoesOn() throws Exception {
    String cell =
        "long n = 0;\nwhile (true) { n++; isoloss.kernel.EvaluatorTest.begun.countDown(); }";
    assertInterrupted(cell);
    assertThat(evaluator.evaluate("n > 0")).contains(true);
  }

  @Test
  void aSleepingCellCanBeInterrupted() throws Exception {
    assertInterrupted("isoloss.kernel.EvaluatorTest.begun.countDown();\nThread.sleep(600_000);");
  }

  @Test
  void aLoopThatCatchesItsExceptionsCanBeInterrupted() throws Exception {
    assertInterrupted(
        """
        isoloss.kernel.EvaluatorTest.begun.countDown();
        while (true) {
          try {
            Thread.sleep(1);
          } catch (Exception e) {
          }
        }\
        """);
  }

  @Test
  void anInterruptBetweenCellsChangesNothing() {
    evaluator.interrupt();
    assertThat(evaluator.evaluate("IntStream.range(0, 1000).sum()")).isEqualTo(Optional.of(499500));
  }

  private static void assertInterrupted(String cell) throws InterruptedException {
    begun = new CountDownLatch(1);
    Thread user =
        Thread.ofPlatform()
            .start(() -> {
              try {
                begun.await();
                evaluator.interrupt();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    assertThatThrownBy(() -> evaluator.evaluate(cell)).isInstanceOf(Interrupted.class);
    user.join();
  }
}
