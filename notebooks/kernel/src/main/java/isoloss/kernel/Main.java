package isoloss.kernel;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;

/**
 * Started by Jupyter, with the connection file that it has written. Serves until Jupyter closes the
 * connection.
 */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.ROOT); // numbers read the same on every machine
    if (arguments.length != 1) {
      System.err.println(
          "isoloss.kernel: Jupyter starts this with one argument, its connection file.");
      System.exit(2);
    }
    serve(KernelConnectionProperties.parse(Files.readString(Path.of(arguments[0]))));
    System.exit(0);
  }

  private static void serve(KernelConnectionProperties properties) throws Exception {
    JupyterConnection connection = new JupyterConnection(properties);
    IsolossKernel kernel = new IsolossKernel();
    kernel.becomeHandlerForConnection(connection);
    kernel.onStartup();
    connection.connect();
    connection.waitUntilClose();
  }
}
