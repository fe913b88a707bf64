package isoloss.data.catalogue;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a file comes from.
 *
 * @param repository address of the repository
 * @param commit the version that was read; empty where the host knows none
 * @param path inside the repository; a pattern where several files were gathered
 */
public record Origin(String repository, String commit, String path) {
  private static final Pattern GITHUB = Pattern.compile("https://github\\.com/([^/]+/[^/]+)");

  /** The address of the file's own bytes, where the host is known to serve them. */
  public Optional<URI> rawAddress() {
    Matcher github = GITHUB.matcher(repository);
    if (commit.isEmpty() || !github.matches()) {
      return Optional.empty();
    }
    String place = "/" + github.group(1) + "/" + commit + "/" + path;
    try {
      return Optional.of(new URI("https", "raw.githubusercontent.com", place, null));
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the catalogue has a path that is no address: " + place, e);
    }
  }

  /** One phrase: path, repository and commit. */
  public String inWords() {
    return path + " of " + repository + (commit.isEmpty() ? "" : " at commit " + commit);
  }
}
