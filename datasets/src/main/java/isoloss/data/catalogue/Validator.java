package isoloss.data.catalogue;

import isoloss.data.Sha256;
import isoloss.data.catalogue.Validation.Item;
import isoloss.data.catalogue.Validation.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Compares files with the checksums of the catalogue. Reads; writes nothing, fetches nothing. */
public final class Validator {
  private Validator() {}

  /**
   * @param folder laid out as the catalogue says
   */
  public static Validation validate(Dataset dataset, Path folder) throws IOException {
    List<Item> items = new ArrayList<>();
    for (DatasetFile file : dataset.files()) {
      items.add(check(file, file.in(folder)));
    }
    return new Validation(dataset, items);
  }

  /** The sets of which the folder holds at least one file, right or wrong. */
  public static List<Dataset> setsIn(Path folder) {
    return Catalogue.all().stream()
        .filter(set -> set.files().stream().anyMatch(f -> Files.isRegularFile(f.in(folder))))
        .toList();
  }

  private static Item check(DatasetFile file, Path place) throws IOException {
    if (!Files.isRegularFile(place)) {
      return new Item(file, Status.MISSING, "", place + " is missing");
    }
    String found = Sha256.of(place);
    return found.equals(file.sha256())
        ? new Item(file, Status.OK, found, place + " is as in the catalogue")
        : new Item(
            file,
            Status.DIFFERS,
            found,
            "%s differs: its sha256 is %s, the catalogue has %s"
                .formatted(place, found, file.sha256()));
  }
}
