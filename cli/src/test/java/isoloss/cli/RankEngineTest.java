package isoloss.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import isoloss.data.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RankEngineTest extends CommandTest {

  private String scores(String more) throws IOException {
    Random random = new Random(4);
    StringBuilder text = new StringBuilder("model,sample,score\n");
    for (int s = 0; s < 60; s++) {
      for (int m = 0; m < 5; m++) {
        text.append("m%d,s%d,%d%n".formatted(m, s, random.nextInt(10) < 3 + m ? 1 : 0));
      }
    }
    return file("scores.csv", text + more);
  }

  @Test
  void countsOfAnEngineGiveTheTableOfThisMachine() throws IOException {
    String file = scores("");
    String[] words = {"rank", file, "--method", "davidson", "--json"};
    assertThat(run(and(words, "--include", "none"))).isZero();
    JsonObject here = document();
    assertThat(run(and(words, "--engine", "here", "--master", "nowhere"))).isZero();
    JsonObject there = document();
    assertThat(there.number("logLikelihood")).isEqualTo(here.number("logLikelihood"));
    List<JsonObject> expected = models(here);
    List<JsonObject> found = models(there);
    assertThat(found).hasSize(5);
    for (int i = 0; i < 5; i++) {
      assertThat(found.get(i).text("model")).isEqualTo(expected.get(i).text("model"));
      assertThat(found.get(i).number("score")).isEqualTo(expected.get(i).number("score"));
      assertThat(found.get(i).number("standardError"))
          .isCloseTo(expected.get(i).number("standardError"), offset(1e-6));
    }
    assertThat(there.number("measurements")).isEqualTo(300);
  }

  private static List<JsonObject> models(JsonObject ranking) {
    return ranking.objects("components").getFirst().objects("models");
  }

  @Test
  void rowsThatAnEngineRejectsCount() throws IOException {
    String file = scores("m1,s99,many\n");
    String[] words = {"rank", file, "--engine", "here", "--master", "nowhere"};
    assertThat(run(words)).isEqualTo(ExitCode.INPUT);
    assertThat(run(and(words, "--max-rejected", "1"))).isZero();
  }

  @Test
  void whatAnEngineCannotDoIsSaid() throws IOException {
    String file = scores("");
    assertUsage("needs --master", "rank", file, "--engine", "here");
    assertUsage("go with --engine spark", "rank", file, "--master", "local[2]");
    String[] words = {"rank", file, "--engine", "here", "--master", "nowhere"};
    assertUsage("--where needs the measurements", and(words, "--where", "score > 0"));
    assertInput("mean needs the measurements", and(words, "--method", "mean"));
    assertInput("a bootstrap draws samples", and(words, "--errors", "bootstrap"));
    assertInput("mvn -P spark", "rank", file, "--engine", "spark", "--master", "local[2]");
  }
}
