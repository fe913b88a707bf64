package isoloss.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where a table came from and everything that was done to it, in order. */
public record Provenance(List<Input> inputs, List<String> steps) {

  /**
   * A file that was read.
   *
   * @param file the name as the user gave it
   * @param sha256 hexadecimal digest of its bytes; empty when it was not a file
   * @param origin public origin, empty when unknown
   * @param licence as its publisher states it, empty when unknown
   */
  public record Input(String file, String sha256, String origin, String licence) {
    public static Input file(String file, String sha256) {
      return new Input(file, sha256, "", "");
    }
  }

  public static final Provenance NONE = new Provenance(List.of(), List.of());

  public Provenance {
    inputs = List.copyOf(inputs);
    steps = List.copyOf(steps);
  }

  public Provenance withStep(String step) {
    return new Provenance(inputs, Stream.concat(steps.stream(), Stream.of(step)).toList());
  }

  public Provenance withInput(Input input) {
    return new Provenance(Stream.concat(inputs.stream(), Stream.of(input)).toList(), steps);
  }

  /** Both histories, this one first. */
  public Provenance and(Provenance other) {
    List<Input> allInputs = new ArrayList<>(inputs);
    other.inputs.stream().filter(i -> !allInputs.contains(i)).forEach(allInputs::add);
    return new Provenance(allInputs, Stream.concat(steps.stream(), other.steps.stream()).toList());
  }
}
