package isoloss.kernel;

import java.util.ArrayList;
import java.util.List;

/** The imports that each session starts with, so that a first cell can say what it wants. */
final class Prelude {
  private static final List<String> ALWAYS =
      List.of(
          "java.io.*",
          "java.math.*",
          "java.nio.file.*",
          "java.util.*",
          "java.util.function.*",
          "java.util.stream.*",
          "isoloss.data.*",
          "isoloss.fit.*",
          "static isoloss.kernel.Display.display");

  private static final String LAB = "isoloss.lab.Lab";

  private Prelude() {}

  static List<String> imports() {
    List<String> lines = new ArrayList<>();
    for (String each : ALWAYS) {
      lines.add("import " + each + ";");
    }
    if (exists(LAB)) {
      lines.add("import static " + LAB + ".*;");
    }
    return lines;
  }

  private static boolean exists(String className) {
    try {
      Class.forName(className, false, Prelude.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
