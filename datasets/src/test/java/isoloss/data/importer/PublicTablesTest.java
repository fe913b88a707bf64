package isoloss.data.importer;

import static org.assertj.core.api.Assertions.assertThat;

import isoloss.data.Imported;
import isoloss.data.Provenance;
import isoloss.data.PublicData;
import isoloss.data.Variable;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Counts stated in issue 2 and in the inventories of the public data. */
class PublicTablesTest {
  private static final TableReader READER =
      TableReader.of(List.of(Variable.N, Variable.D, Variable.L));

  @Test
  void the_farseer_grid_has_392_rows_of_which_3_are_repeats() {
    List<String> file = List.of(PublicData.file("farseer/farseer_grid.csv"));

    Imported dropped = READER.read(file);
    Imported kept = READER.withDuplicates(TableReader.Duplicates.KEEP).read(file);

    assertThat(dropped.observations().size()).isEqualTo(389);
    assertThat(dropped.duplicatesDropped()).isEqualTo(3);
    assertThat(kept.observations().size()).isEqualTo(392);
    assertThat(kept.duplicatesDropped()).isZero();
    assertThat(dropped.rejected()).isEmpty();
  }

  @Test
  void the_farseer_condition_keeps_329_rows_326_of_them_unique() {
    List<String> file = List.of(PublicData.file("farseer/farseer_grid.csv"));
    TableReader reader = READER.withWhere("N > 2e8 AND N < 5.4e9");

    assertThat(reader.read(file).observations().size()).isEqualTo(326);
    assertThat(reader.withDuplicates(TableReader.Duplicates.KEEP).read(file).observations().size())
        .isEqualTo(329);
    double[] heldOut = reader.withHoldOut("D > 1e11").read(file).split().heldOut().column("D");
    assertThat(heldOut).isNotEmpty();
    assertThat(java.util.Arrays.stream(heldOut).min().orElseThrow()).isGreaterThan(1e11);
  }

  @Test
  void the_chinchilla_extraction_without_its_5_highest_losses_has_240_rows() {
    Imported imported =
        READER
            .withColumns("N=\"Model Size\",D=\"Training FLOP\"/(6*\"Model Size\"),L=loss")
            .withDropHighest("L=5")
            .read(List.of(PublicData.file("chinchilla-epoch/svg_extracted_data.csv")));

    assertThat(imported.observations().size()).isEqualTo(240);
    assertThat(imported.filteredOut())
        .containsExactly(new Imported.Filtered("--drop-highest L=5", 5));
    Provenance.Input input = imported.observations().provenance().inputs().getFirst();
    assertThat(input.sha256())
        .isEqualTo("193478df4e90f040016431996c45682659306840ecdadf83cfb9cd5ca0aa1b30");
    assertThat(input.origin())
        .isEqualTo(
            "data/svg_extracted_data.csv of https://github.com/epoch-research/analyzing-chinchilla"
                + " at commit 92258837425e1b5f2851d624287f0120583a3d0e");
  }
}
