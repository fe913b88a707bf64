package isoloss.cli;

import isoloss.lab.Lab;
import picocli.CommandLine.IVersionProvider;

/** The version of the program and of the Java that runs it. */
final class VersionProvider implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"isoloss " + Lab.version() + " (Java " + Runtime.version() + ")"};
  }
}
