package isoloss.cost.kinetics;

import isoloss.cost.kinetics.DecoderShape.ExpertLayers;
import isoloss.cost.kinetics.DecoderShape.Style;
import isoloss.data.Names;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Models of one family with their dimensions: one constant each. */
public enum ModelFamily {
  /**
   * The eight models of the Kinetics repository. Its P mix conventions: .752 and 2.03 count tied
   * embeddings twice, 4.02 once; its frontier notebooks use 14.33 for the 14B, its cost scripts
   * 14.77, as here.
   */
  QWEN3(
      "P of the Kinetics repository, which counts the tied embeddings of the 0.6B and 1.7B twice"
          + " and of the 4B once",
      qwen3("Qwen3-0.6B", 0.752e9, 1024, 28, 16, 8, 3072, true),
      qwen3("Qwen3-1.7B", 2.03e9, 2048, 28, 16, 8, 6144, true),
      qwen3("Qwen3-4B", 4.02e9, 2560, 36, 32, 8, 9728, true),
      qwen3("Qwen3-8B", 8.19e9, 4096, 36, 32, 8, 12288, false),
      qwen3("Qwen3-14B", 14.77e9, 5120, 40, 40, 8, 17408, false),
      qwen3("Qwen3-32B", 32.76e9, 5120, 64, 64, 8, 25600, false),
      qwen3Experts("Qwen3-30B-A3B", 3.3e9, 2048, 48, 32, 768),
      qwen3Experts("Qwen3-235B-A22B", 22e9, 4096, 94, 64, 1536)),

  /** The Pythia suite; every head has keys of its own, and 2.8B heads are 80 wide. */
  PYTHIA(
      "P by the model's name",
      pythia("Pythia 70M", 70e6, 512, 6, 8, 50304),
      pythia("Pythia 160M", 160e6, 768, 12, 12, 50304),
      pythia("Pythia 410M", 410e6, 1024, 24, 16, 50304),
      pythia("Pythia 1B", 1e9, 2048, 16, 8, 50304),
      pythia("Pythia 1.4B", 1.4e9, 2048, 24, 16, 50304),
      pythia("Pythia 2.8B", 2.8e9, 2560, 32, 32, 50304),
      pythia("Pythia 6.9B", 6.9e9, 4096, 32, 32, 50432),
      pythia("Pythia 12B", 12e9, 5120, 36, 40, 50688));

  /** How parameters are counted. */
  public enum Count {
    /** As the family's table prints them. */
    PUBLISHED,
    /** From the dimensions, as the model is shipped. */
    SHIPPED,
    /** From the dimensions, the embedding counted once. */
    TIED,
    /** From the dimensions, embedding and output matrix. */
    UNTIED
  }

  /**
   * A model of the family.
   *
   * @param publishedParameters active ones, as printed
   */
  public record Member(DecoderShape shape, double publishedParameters) {

    /** The model with its parameters counted one way. */
    public ServedModel served(Count count) {
      return switch (count) {
        case PUBLISHED -> shape.served().withActiveParameters(publishedParameters, "as published");
        case SHIPPED -> shape.served();
        case TIED -> shape.served(true, "counted, tied");
        case UNTIED -> shape.served(false, "counted, untied");
      };
    }
  }

  private final String convention;
  private final List<Member> members;

  ModelFamily(String convention, Member... members) {
    this.convention = convention;
    this.members = List.of(members);
  }

  /** In lower case, as on the command line. */
  public String familyName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What the published parameters count. */
  public String convention() {
    return convention;
  }

  /** From small to large, dense models first. */
  public List<Member> members() {
    return members;
  }

  /**
   * The family of this name.
   *
   * @throws IllegalArgumentException naming the nearest where there is none
   */
  public static ModelFamily named(String name) {
    return Arrays.stream(values())
        .filter(family -> family.familyName().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no family "
                    + name
                    + Names.suggestion(
                        name, Arrays.stream(values()).map(ModelFamily::familyName).toList())));
  }

  private static Member qwen3(
      String name,
      double published,
      long hidden,
      long layers,
      long heads,
      long keyValueHeads,
      long feedForward,
      boolean tied) {
    return new Member(
        new DecoderShape(
            name,
            hidden,
            layers,
            heads,
            keyValueHeads,
            128,
            feedForward,
            151_936,
            0,
            tied,
            Style.QWEN3,
            Optional.empty()),
        published);
  }

  private static Member qwen3Experts(
      String name, double published, long hidden, long layers, long heads, long expertSize) {
    return new Member(
        new DecoderShape(
            name,
            hidden,
            layers,
            heads,
            4,
            128,
            0,
            151_936,
            0,
            false,
            Style.QWEN3,
            Optional.of(new ExpertLayers(layers, 128, 8, expertSize, 0, false))),
        published);
  }

  private static Member pythia(
      String name, double nominal, long hidden, long layers, long heads, long vocabulary) {
    return new Member(
        new DecoderShape(
            name,
            hidden,
            layers,
            heads,
            heads,
            hidden / heads,
            4 * hidden,
            vocabulary,
            0,
            false,
            Style.GPT,
            Optional.empty()),
        nominal);
  }
}
