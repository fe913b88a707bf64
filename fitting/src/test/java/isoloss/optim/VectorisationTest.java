package isoloss.optim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What other command lines make of the kernels, in JVMs of their own. */
class VectorisationTest {

  /** Prints which form runs and a value of the kernel. */
  static final class Probe {
    private Probe() {}

    public static void main(String[] ignored) {
      double[] one = {20.0};
      double value =
          TwoPowersAndConstant.of(one, one, new double[] {1}, 1e-3)
              .value(new double[] {6, 7, 0.5, 0.3, 0.3}, new double[5]);
      System.out.println(Vectorisation.describe() + " | " + value);
    }
  }

  private static String probe(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Probe.class.getName()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return out.strip();
  }

  @Test
  void withoutTheModuleTheScalarFormRunsAndSaysWhy() throws Exception {
    assertThat(probe()).startsWith("scalar: started without --add-modules jdk.incubator.vector | ");
  }

  @Test
  void thePropertySwitchesVectorInstructionsOff() throws Exception {
    assertThat(probe("--add-modules=jdk.incubator.vector", "-Disoloss.simd=false"))
        .startsWith("scalar: switched off by isoloss.simd=false | ");
  }

  @Test
  void bothWaysGiveTheSameNumber() throws Exception {
    double scalar = Double.parseDouble(probe().split(" \\| ")[1]);
    double widest =
        Double.parseDouble(probe("--add-modules=jdk.incubator.vector").split(" \\| ")[1]);
    assertThat(Math.abs(widest - scalar)).isLessThan(1e-12 * scalar);
  }
}
