package isoloss.data.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Raw files of public repositories, by commit, over https. */
record PublicHost(URI base) implements FileSource {
  private static final Duration CONNECT = Duration.ofSeconds(20);
  private static final Duration ANSWER = Duration.ofSeconds(120);

  static PublicHost gitHub() {
    return new PublicHost(URI.create("https://raw.githubusercontent.com/"));
  }

  @Override
  public boolean hasEveryForm() {
    return false;
  }

  /** {@code base/owner/name/commit/path}, every part escaped. */
  URI address(Origin origin) {
    String path =
        base.getPath() + origin.repository() + "/" + origin.commit() + "/" + origin.path();
    try {
      return new URI(base.getScheme(), base.getAuthority(), path, null, null);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("no address for " + origin, e);
    }
  }

  @Override
  @SuppressWarnings("resource") // the client lives as long as the answer's stream
  public InputStream open(DataFile file) throws IOException {
    URI address = address(file.origin());
    HttpClient.Builder builder =
        HttpClient.newBuilder().connectTimeout(CONNECT).followRedirects(HttpClient.Redirect.NORMAL);
    ProxySelector proxy = ProxySelector.getDefault();
    if (proxy != null) {
      builder.proxy(proxy);
    }
    HttpClient client = builder.build();
    HttpRequest request = HttpRequest.newBuilder(address).timeout(ANSWER).build();
    try {
      HttpResponse<InputStream> answer =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      if (answer.statusCode() != 200) {
        answer.body().close();
        throw new IOException("%s answers %d".formatted(address, answer.statusCode()));
      }
      return answer.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while fetching " + address, e);
    } catch (IOException e) {
      String why = e.getMessage() == null ? "no connection" : e.getMessage();
      throw new IOException(why.contains(address.toString()) ? why : address + ": " + why, e);
    }
  }
}
