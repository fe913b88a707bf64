package isoloss.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import isoloss.data.Seed;
import isoloss.run.Ladder;
import isoloss.run.LadderPlan;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
  @TempDir Path folder;

  @Test
  void aTinyLadderIsTrainedFittedRankedAndReported() throws IOException {
    List<LadderPlan.Shape> shapes =
        List.of(
            new LadderPlan.Shape(1, 4, 1),
            new LadderPlan.Shape(1, 8, 1),
            new LadderPlan.Shape(1, 12, 1));
    LadderPlan plan =
        LadderPlan.grid("tiny", 16, 4096, shapes, List.of(4096L, 8192L, 16384L, 32768L));
    Ladder.Settings settings = Ladder.Settings.withSeed(new Seed(7)).withThreads(2);
    Demo.Result result = new Demo(folder, plan, settings, 10, "isoloss demo").run(false);

    assertThat(result.ladder().measured()).hasSize(12);
    assertThat(result.fits()).hasSize(2);
    assertThat(result.fits().getFirst().observations().size()).isEqualTo(11);
    assertThat(result.fits().getFirst().heldOut().orElseThrow().predictions()).hasSize(1);
    assertThat(result.ranking().tables().getFirst().rows()).hasSize(3);
    String page = Files.readString(result.report());
    assertThat(page).contains("12 models were trained").contains("Known entropy");
    double measured = result.ladder().measured().getFirst().loss().natsPerToken();
    assertThat(page).contains("%.4f".formatted(measured));
    assertThat(Lab.loadFit(folder.resolve("fit-chinchilla.json")).theta())
        .containsExactly(result.fits().getFirst().theta());

    assertThatThrownBy(() -> new Demo(folder, plan, settings, 10, "isoloss demo").run(false))
        .isInstanceOf(FileAlreadyExistsException.class);
  }
}
