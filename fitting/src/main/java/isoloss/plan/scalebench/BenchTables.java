package isoloss.plan.scalebench;

import isoloss.data.Observations;
import isoloss.data.Variable;
import isoloss.fit.Analysis;
import isoloss.fit.ScalingLaw;
import isoloss.law.Laws;
import isoloss.law.experts.MoePower;
import isoloss.law.experts.MoeRouted;
import isoloss.law.experts.Sparsity;
import isoloss.law.mixture.DomainMixture;
import isoloss.law.repeated.BoundedOverfitting;
import isoloss.law.repeated.DataConstrained;
import isoloss.law.vocabulary.VocabularyAdditive;
import isoloss.law.vocabulary.VocabularyProduct;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The seven tables, each with the form in print and our candidates. */
final class BenchTables {
  private static final double FLOP_PER_PARAMETER_TOKEN = 6;

  private BenchTables() {}

  static List<BenchTable> all() {
    return List.of(
        dataConstrained().withLargerHalves(),
        domainMixture(),
        learningRates(),
        experts().withLargerHalves(),
        parallel(),
        sparsity(),
        vocabulary().withLargerHalves());
  }

  private static List<Variable> roles(ScalingLaw law) {
    List<Variable> roles = new ArrayList<>(law.inputs());
    roles.add(law.response());
    return roles;
  }

  private static BenchTable table(
      String name,
      String columns,
      List<Variable> variables,
      String measure,
      ToDoubleBiFunction<Observations, Integer> size,
      Form literature,
      List<Form> candidates) {
    return new BenchTable(
        name,
        columns,
        variables,
        List.of(),
        List.of("group"),
        measure,
        size,
        UnaryOperator.identity(),
        Optional.empty(),
        Optional.of(literature),
        candidates,
        List.of(),
        "");
  }

  private static BenchTable dataConstrained() {
    ScalingLaw law = new DataConstrained();
    List<Variable> inputs = law.inputs();
    return table(
            "data_constrained",
            "U=unique_tokens,N=params,D=tokens,L=loss",
            roles(law),
            "6 N D (FLOP)",
            (rows, row) -> FLOP_PER_PARAMETER_TOKEN * rows.value(row, "N") * rows.value(row, "D"),
            LawForm.of(law),
            List.of(
                LawForm.huber(law),
                LawForm.of(new BoundedOverfitting()),
                Powers.of("unique-and-total-raised", Variable.L, inputs)
                    .term("N")
                    .term("U", "D")
                    .raised(),
                Powers.of("unique-and-total", Variable.L, inputs).term("N").term("U", "D").form(),
                Powers.of("one-product", Variable.L, inputs).term("N", "U", "D").form(),
                Powers.of("three-terms", Variable.L, inputs).term("N").term("D").term("U").form(),
                Powers.of("size-against-unique", Variable.L, inputs)
                    .term("N")
                    .term("D", "U")
                    .term("N", "U")
                    .form()))
        .withShown(LawForm.published(law));
  }

  private static BenchTable domainMixture() {
    Analysis analysis = new DomainMixture();
    return new BenchTable(
        "domain_mixture",
        "",
        analysis.inputs(),
        analysis.optionalInputs(),
        analysis.labels(),
        "N (parameters)",
        (rows, row) -> rows.value(row, "N"),
        Mixtures::longTable,
        Optional.of("domain"),
        Optional.of(
            new GroupedForm(
                RefittedForm.named("nested mixing law", NestedMixing.NESTED), "domain")),
        Stream.of(SizedMixing.values())
            .map(form ->
                (Form)
                    new GroupedForm(
                        RefittedForm.named(
                            "mixing law, size in the " + form.name().toLowerCase(Locale.ROOT),
                            form),
                        "domain"))
            .toList(),
        List.of(),
        "");
  }

  private static BenchTable learningRates() {
    Optional<ScalingLaw> surface = Laws.find("step-law-surface");
    return new BenchTable(
        "lr_bsz",
        "N=non_embedding_param_size,D=data_size,lr=lr,batch=bsz*2048,L=lm_loss",
        List.of(Variable.N, Variable.D, Variable.LEARNING_RATE, Variable.BATCH, Variable.L),
        List.of(),
        List.of("group"),
        "6 N D (FLOP)",
        (rows, row) -> FLOP_PER_PARAMETER_TOKEN * rows.value(row, "N") * rows.value(row, "D"),
        UnaryOperator.identity(),
        Optional.empty(),
        Optional.of(RefittedForm.bestOfCell(LawForm.of(Laws.CHINCHILLA.law()))),
        surface.stream().map(law -> (Form) LawForm.of(law)).toList(),
        List.of(),
        surface.isPresent() ? "" : "no law step-law-surface in the catalogue");
  }

  private static BenchTable experts() {
    ScalingLaw law = MoeRouted.saturating();
    return table(
        "moe",
        "N=dense_parameter_count,E=num_experts,L=loss_validation",
        roles(law),
        "N E (parameters)",
        (rows, row) -> rows.value(row, "N") * rows.value(row, "E"),
        LawForm.of(law),
        List.of(
            LawForm.huber(law),
            LawForm.of(MoeRouted.plain()),
            LawForm.of(new MoePower()),
            Powers.of("moe-crossed", Variable.L, law.inputs()).term("N", "E", "N*E").form(),
            Powers.of("moe-two-terms", Variable.L, law.inputs()).term("N").term("N", "E").form()));
  }

  private static BenchTable parallel() {
    Optional<Form> literature = byName("parscale");
    List<Form> candidates =
        Stream.of("parscale-additive", "parscale-power", "parscale-log")
            .flatMap(name -> byName(name).stream())
            .toList();
    return new BenchTable(
        "parallel",
        "N=num_params,P=parallel_size,L=loss",
        List.of(Variable.N, Variable.P, Variable.L),
        List.of(),
        List.of("group"),
        "N P (parameters times streams)",
        (rows, row) -> rows.value(row, "N") * rows.value(row, "P"),
        UnaryOperator.identity(),
        Optional.of("group"),
        literature,
        candidates,
        List.of(),
        literature.isPresent() ? "" : "no law parscale in the catalogue");
  }

  private static Optional<Form> byName(String law) {
    return Laws.find(law).map(found -> new GroupedForm(LawForm.of(found), "group"));
  }

  private static BenchTable sparsity() {
    List<Variable> inputs = new ArrayList<>(Sparsity.additive().inputs());
    inputs.add(Variable.positive("D2", "tokens after growth", "tokens"));
    List<Variable> variables = new ArrayList<>(inputs);
    variables.add(Variable.positive("Nd", "parameters of the dense model", "parameters"));
    variables.add(Variable.positive("D1", "tokens before growth", "tokens"));
    variables.add(Variable.L);
    return table(
        "sparsity",
        "P=P,Na=N_active*1e9,Nd=N_dense*1e9,D1=D1*1e9,D2=D2*1e9,L=loss",
        variables,
        "6 Nd D1 + 6 Na D2 (FLOP)",
        (rows, row) ->
            FLOP_PER_PARAMETER_TOKEN
                * (rows.value(row, "Nd") * rows.value(row, "D1")
                    + rows.value(row, "Na") * rows.value(row, "D2")),
        new GroupedForm(LawForm.of(Sparsity.additive()), "group"),
        List.of(
            new GroupedForm(LawForm.of(Sparsity.multiplicative()), "group"),
            new GroupedForm(LawForm.of(Sparsity.crossed()), "group"),
            Powers.of("pooled-raised", Variable.L, inputs).term("P", "Na").term("D2").raised(),
            Powers.of("pooled-terms", Variable.L, inputs).term("P").term("Na").term("D2").form(),
            Powers.of("pooled-product", Variable.L, inputs).term("P", "Na", "D2").form(),
            Powers.of("pooled-size-and-tokens", Variable.L, inputs)
                .term("P", "Na")
                .term("D2")
                .form(),
            Powers.of("pooled-sparsity-and-product", Variable.L, inputs)
                .term("P")
                .term("Na", "D2")
                .form()));
  }

  private static BenchTable vocabulary() {
    ScalingLaw additive = new VocabularyAdditive();
    Variable loss = additive.response();
    List<Variable> inputs = additive.inputs();
    return table(
        "vocab",
        "Nnv=non_vocab_parameters,V=vocab_size,H=num_characters,L=unigram_normalized_loss",
        roles(additive),
        "Nnv H (parameters times characters)",
        (rows, row) -> rows.value(row, "Nnv") * rows.value(row, "H"),
        LawForm.of(additive),
        List.of(
            LawForm.of(new VocabularyProduct()),
            Powers.of("vocabulary-crossed", loss, inputs)
                .term("V", "Nnv", "H", "V*H", "Nnv*H")
                .form(),
            Powers.of("vocabulary-size-and-data", loss, inputs)
                .term("V", "Nnv")
                .term("V", "H")
                .form(),
            Powers.of("vocabulary-raised", loss, inputs).term("V", "Nnv").term("V", "H").raised(),
            Powers.of("vocabulary-product-and-size", loss, inputs)
                .term("V", "Nnv", "H")
                .term("Nnv")
                .form()));
  }
}
