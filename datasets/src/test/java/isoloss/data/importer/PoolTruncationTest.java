package isoloss.data.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import isoloss.data.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file of measurements cut at any byte ends in a counted result or in one sentence. */
class PoolTruncationTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model,sample,score,tag\na,\"s,\n1\",1,é\nb,t,0.5,x\n",
        "model,x/1,x/2\na,1,0\nb,,1\n",
        "model_a,model_b,winner,prompt\na,b,tie,p\nb,c,left,q\n",
        "sample,model,score,model_b,winner\ns,a,1,,\np,a,,b,tie\n",
        "race,rank1,rank2\n1,a,b\n2,b,a\n",
        "a,b,c\n1,2,0\n2,1,1\n",
      })
  void a_cut_at_every_byte_never_crashes(String content) throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length <= bytes.length; length++) {
      Path file = Files.write(folder.resolve("cut.csv"), Arrays.copyOf(bytes, length));
      try {
        ImportedPool imported = PoolReader.withDefaults().read(List.of(file.toString()));
        long accounted =
            imported.pool().scoreCount()
                + imported.pool().comparisons().size()
                + imported.rejected().size()
                + imported.notes().size();
        assertThat(accounted).as("cut at %d", length).isPositive();
      } catch (InputException oneSentence) {
        assertThat(oneSentence.getMessage()).doesNotContain("\n").contains("cut.csv");
      } catch (RuntimeException crash) {
        fail("cut at " + length, crash);
      }
    }
  }
}
