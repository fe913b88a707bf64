package isoloss.rank.engine;

import isoloss.data.InputException;
import isoloss.data.Names;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Counts who beat whom where the measurements lie. Engines come in modules of their own, each with
 * the libraries that it needs, and are found at run time.
 */
public interface CountingEngine {

  /** As {@code --engine} names it. */
  String name();

  /**
   * Reads the measurements and stays connected until the tally is closed.
   *
   * @throws InputException if files, columns or cells cannot be used, or the cluster cannot be
   *     reached
   */
  Tally count(CountingTask task);

  /**
   * @throws InputException if no such engine is installed
   */
  static CountingEngine named(String name) {
    List<CountingEngine> installed =
        ServiceLoader.load(CountingEngine.class).stream().map(ServiceLoader.Provider::get).toList();
    return installed.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new InputException(absent(name, installed)));
  }

  private static String absent(String name, List<CountingEngine> installed) {
    if (name.equals("spark")) {
      return "the engine spark is a module of its own, which is not installed; build it with"
          + " `mvn -P spark -pl aggregation/spark -am package -DskipTests`, or name the folder of"
          + " a built one in ISOLOSS_SPARK_HOME";
    }
    List<String> names = installed.stream().map(CountingEngine::name).toList();
    return "no engine " + name + " is installed" + Names.suggestion(name, names);
  }
}
