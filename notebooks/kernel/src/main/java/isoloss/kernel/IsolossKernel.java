package isoloss.kernel;

import isoloss.kernel.CodeHelp.Completions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.magic.MagicParser;
import org.dflib.jjava.jupyter.kernel.magic.MagicTranspiler;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.jspecify.annotations.Nullable;

/** Answers the notebook's requests: a thin layer between the protocol and the evaluator. */
final class IsolossKernel extends BaseKernel {
  private static final String INDENT = "  ";

  private final Evaluator evaluator;
  private final CodeHelp help;
  private final Renderings renderings;

  IsolossKernel() {
    this(new Renderings());
  }

  private IsolossKernel(Renderings renderings) {
    super(
        "isoloss",
        Objects.requireNonNullElse(
            IsolossKernel.class.getPackage().getImplementationVersion(), "development"),
        new LanguageInfo(
            "java",
            Runtime.version().toString(),
            "text/x-java-source",
            ".jshell",
            "java",
            "text/x-java",
            null),
        List.of(),
        null,
        new JupyterIO(StandardCharsets.UTF_8),
        new CommManager(),
        renderings.renderer(),
        new MagicParser("(?<=(?:^|=))\\s*%", "%%", new MagicTranspiler()),
        new MagicsRegistry(),
        false,
        new StringStyler.Builder().build());
    this.renderings = renderings;
    evaluator = new Evaluator();
    help = new CodeHelp(evaluator.analysis());
    Display.showOn(shown -> display(renderings.render(shown)));
  }

  /** To show objects of further classes; also reached from a cell. */
  Renderings renderings() {
    return renderings;
  }

  @Override
  public @Nullable Object evalRaw(String cell) {
    return evaluator.evaluate(cell).orElse(null);
  }

  @Override
  public @Nullable DisplayData eval(String cell) {
    return evaluator.evaluate(cell).map(renderings::render).orElse(null);
  }

  @Override
  public @Nullable DisplayData inspect(String code, int cursor, boolean extraDetail) {
    return help.inspect(code, units(code, cursor)).map(DisplayData::new).orElse(null);
  }

  @Override
  public ReplacementOptions complete(String code, int cursor) {
    Completions found = help.complete(code, units(code, cursor));
    return new ReplacementOptions(
        found.replacements(), code.codePointCount(0, found.start()), cursor);
  }

  @Override
  public String isComplete(String code) {
    return switch (help.readiness(code)) {
      case READY -> IS_COMPLETE_YES;
      case INCOMPLETE -> INDENT;
      case WRONG -> IS_COMPLETE_BAD;
    };
  }

  @Override
  public List<String> formatError(Throwable thrown) {
    if (thrown instanceof CellException failure) {
      return failure.report();
    }
    List<String> report = new ArrayList<>();
    report.add("the kernel failed: " + thrown);
    for (StackTraceElement frame : thrown.getStackTrace()) {
      report.add("    at " + frame);
    }
    return report;
  }

  @Override
  public void interrupt() {
    evaluator.interrupt();
  }

  @Override
  public void onShutdown(boolean restarting) {
    evaluator.close();
    super.onShutdown(restarting);
  }

  /** The protocol counts characters, Java UTF-16 units. */
  private static int units(String code, int characters) {
    return code.offsetByCodePoints(
        0, Math.clamp(characters, 0, code.codePointCount(0, code.length())));
  }
}
