package isoloss.data.catalogue;

import java.io.IOException;
import java.io.InputStream;

/** Where the bytes of a file are taken from. */
interface FileSource {

  /** Whether files that their origin publishes in another form can be had here. */
  boolean hasEveryForm();

  /** The bytes; unchecked. */
  InputStream open(DataFile file) throws IOException;
}
