package isoloss.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class TrainToTestCommandTest extends CommandTest {
  private static final String LAW = "E=0.01,A=0.23,alpha=0.69,B=0.86,beta=0.72,G=5.1,gamma=0.45";

  /** Four sizes by four lengths of training, the columns named as in the public table. */
  private String counts() throws IOException {
    StringBuilder csv = new StringBuilder("checkpoint,params,tokens,problem_idx,n,c\n");
    for (double n : new double[] {1e8, 4e8, 1.6e9, 6.4e9}) {
      for (double d : new double[] {4e9, 2e10, 1e11, 5e11}) {
        for (int problem = 0; problem < 24; problem++) {
          double ease = 0.8 / (1 + Math.pow(n / 1e9, -0.5) + Math.pow(d / 1e10, -0.5));
          int correct = (int) Math.round(200 * ease * Math.pow((problem + 0.5) / 24, 2.5));
          csv.append("m%.0f-%.0f,%s,%s,%d,200,%d\n".formatted(n, d, n, d, problem, correct));
        }
      }
    }
    return Files.writeString(folder.resolve("counts.csv"), csv).toString();
  }

  @Test
  void aFitIsPlannedFrom() throws IOException {
    String fit = folder.resolve("t2.json").toString();
    assertThat(
            run(
                "fit",
                "train-to-test",
                counts(),
                "--columns",
                "model=checkpoint,N=params,D=tokens,problem=problem_idx",
                "--option",
                "min-problems=20",
                "--hold-out",
                "params > 5e9",
                "--draws",
                "10",
                "--out",
                fit,
                "--json"))
        .isZero();
    assertThat(document().objects("heldOut")).hasSize(20);
    String[] plan = {
      "plan",
      "train-to-test",
      "--fit",
      fit,
      "--flops",
      "1e21",
      "--questions",
      "1e6",
      "--tokens-per-sample",
      "256",
      "--json",
      "--approach",
      "1"
    };
    assertThat(run(plan)).isZero();
    JsonObject additive = document();
    assertThat(additive.text("schema")).isEqualTo("isoloss/plan/1");
    assertThat(
            additive.objects("optima").getFirst().number("trainFlops")
                + additive.objects("optima").getFirst().number("inferenceFlops"))
        .isCloseTo(1e21, within(1e15));
    // approach 2 fits these counts better, but with theta4 above theta1: worse models, heavier
    // tails
    plan[plan.length - 1] = "2";
    assertThat(run(plan)).isEqualTo(ExitCode.NOT_TRUSTED);
    assertThat(document().objects("diagnostics").getFirst().text("code"))
        .isEqualTo("no-interior-optimum");
    plan[plan.length - 1] = "auto";
    assertThat(run(plan)).isEqualTo(ExitCode.NOT_TRUSTED);
  }

  @Test
  void theLawOfComputePredictsItsTarget() throws IOException {
    assertThat(
            run(
                "fit",
                "pass-at-k-compute",
                counts(),
                "--columns",
                "model=checkpoint,N=params,D=tokens,problem=problem_idx",
                "--option",
                "min-problems=20",
                "--option",
                "ks=1,32",
                "--option",
                "target=m1600000000-500000000000",
                "--uncertainty",
                "none",
                "--json"))
        .isZero();
    assertThat(document().text("target")).isEqualTo("m1600000000-500000000000");
    assertThat(document().objects("laws")).hasSize(2);
    assertThat(Math.abs(document().objects("laws").get(1).number("errorPercent"))).isLessThan(30);
  }

  @Test
  void aLawInNumbersIsPlannedWithAndRefusedWithoutAnOptimum() {
    String[] separate = {
      "plan", "train-to-test", "--law", LAW, "--train-flops", "1e21", "--inference-flops", "1e12"
    };
    assertThat(run(separate)).isZero();
    assertThat(text()).contains("k = 1, then sampled");
    assertThat(
            run(
                "plan",
                "train-to-test",
                "--law",
                LAW.replace("A=0.23", "A=0"),
                "--train-flops",
                "1e21",
                "--inference-flops",
                "1e12"))
        .isEqualTo(ExitCode.NOT_TRUSTED);
    assertThat(errors()).contains("no optimum lies inside");
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThat(run("plan", "train-to-test", "--flops", "1e21")).isEqualTo(ExitCode.USAGE);
    assertThat(errors()).contains("--fit FILE").contains("--law");
    assertThat(run("plan", "train-to-test", "--law", LAW)).isEqualTo(ExitCode.USAGE);
    assertThat(errors()).contains("--train-flops and --inference-flops");
    assertThat(run("plan", "train-to-test", "--law", "E=1,A=2", "--flops", "1e21"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(errors()).contains("E, A, alpha, B, beta, G, gamma");
    assertThat(run("plan", "train-to-test", "--fit", "none.json", "--flops", "1e21"))
        .isEqualTo(ExitCode.INPUT);
  }

  @Test
  void anExistingPlanIsRefusedBeforeTheWork() throws IOException {
    file("train-to-test.json", "mine");
    String[] noLaw = {"plan", "train-to-test", "--law", "E=1", "--out", folder.toString()};
    assertFails(ExitCode.FAILURE, "--force", noLaw);
  }
}
