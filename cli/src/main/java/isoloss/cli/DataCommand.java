package isoloss.cli;

import isoloss.data.catalogue.Catalogue;
import isoloss.data.catalogue.Dataset;
import isoloss.data.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The catalogue of public data. */
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    description = "The catalogue of public data: origin, licence, checksum; nothing of it is shipped.",
    subcommands = {
      DataCommand.ListSets.class,
      DataCommand.Show.class,
      DataCommand.Pull.class,
      DataCommand.Validate.class
    })
final class DataCommand implements Runnable {
  @Spec picocli.CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a command is missing; there are list, show, pull and validate");
  }
}
