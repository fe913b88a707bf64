package isoloss.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/**
 * The commands by name. picocli reads each command's class by reflection, which costs more than the
 * answer to {@code --help}; so only those are made that the words of the user can reach.
 */
final class CommandTree {
  /** A system property; set, every command is made whatever the words are. */
  private static final String COMPLETE = "isoloss.commands.complete";

  private static final Map<String, Class<?>> TOP = new LinkedHashMap<>();
  private static final Map<String, Class<?>> PLANS = new LinkedHashMap<>();

  static {
    TOP.put("demo", DemoCommand.class);
    TOP.put("fit", FitCommand.class);
    TOP.put("predict", PredictCommand.class);
    TOP.put("plan", PlanCommand.class);
    TOP.put("passk", PassKCommand.class);
    TOP.put("rank", RankCommand.class);
    TOP.put("diff", DiffCommand.class);
    TOP.put("study", StudyCommand.class);
    TOP.put("report", ReportCommand.class);
    TOP.put("laws", LawsCommand.class);
    TOP.put("run", RunCommand.class);
    TOP.put("data", DataCommand.class);
    TOP.put("verify", VerifyCommand.class);
    TOP.put("doctor", DoctorCommand.class);
    PLANS.put("hyperparameters", PlanHyperparametersCommand.class);
    PLANS.put("parallel", PlanParallelCommand.class);
    PLANS.put("growth", PlanGrowthCommand.class);
    PLANS.put("test-time", PlanTestTimeCommand.class);
    PLANS.put("speculative", PlanSpeculativeCommand.class);
    PLANS.put("verifier", PlanVerifierCommand.class);
    PLANS.put("samples", PlanSamplesCommand.class);
    PLANS.put("cells", PlanCellsCommand.class);
    PLANS.put("train-to-test", PlanTrainToTestCommand.class);
  }

  private CommandTree() {}

  /** Gives the root the commands that these words can mean: all of a level where none is named. */
  static void grow(CommandLine root, List<String> words) {
    if (Boolean.getBoolean(COMPLETE)) {
      growComplete(root);
      return;
    }
    String first = word(words, 0);
    add(root, TOP, first);
    if (words.contains("plan")) {
      plans(root, first.equals("plan") ? word(words, 1) : "");
    }
  }

  /** Every command of every level. */
  static void growComplete(CommandLine root) {
    add(root, TOP, "");
    plans(root, "");
  }

  private static String word(List<String> words, int at) {
    return at < words.size() ? words.get(at) : "";
  }

  private static void plans(CommandLine root, String only) {
    CommandLine plan = root.getSubcommands().get("plan");
    if (plan != null) {
      add(plan, PLANS, only);
    }
  }

  private static void add(CommandLine parent, Map<String, Class<?>> commands, String only) {
    if (commands.containsKey(only)) {
      parent.addSubcommand(only, commands.get(only));
    } else {
      commands.forEach(parent::addSubcommand);
    }
  }
}
