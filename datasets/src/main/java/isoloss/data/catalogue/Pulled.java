package isoloss.data.catalogue;

import java.nio.file.Path;

/** What became of one file. */
public sealed interface Pulled {
  DataFile file();

  /** One sentence for the user. */
  String message();

  /** True when the file now lies where it should, with the right checksum. */
  default boolean isThere() {
    return this instanceof Written || this instanceof AlreadyThere;
  }

  /** Fetched and checked. */
  record Written(DataFile file, Path path) implements Pulled {
    @Override
    public String message() {
      return file.path() + " written to " + path;
    }
  }

  /** A file with the right checksum lay there. */
  record AlreadyThere(DataFile file, Path path) implements Pulled {
    @Override
    public String message() {
      return file.path() + " is already there";
    }
  }

  /** Another file lies there, and force was not given. */
  record Kept(DataFile file, Path path) implements Pulled {
    @Override
    public String message() {
      return "%s differs from the catalogue and is kept; replace it with --force".formatted(path);
    }
  }

  /** The origin publishes it in another form; only a mirror could give it. */
  record NeedsReExport(DataFile file, String recipe) implements Pulled {
    @Override
    public String message() {
      return "%s is not published in this form: %s; or name a folder that has it with --mirror"
          .formatted(file.path(), recipe);
    }
  }

  /** It could not be had; nothing was written. */
  record Failed(DataFile file, String reason) implements Pulled {
    @Override
    public String message() {
      return file.path() + ": " + reason;
    }
  }
}
