package isoloss.data.catalogue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches over HTTP. Follows redirects, but never from https to http; a body that is too long is
 * cut off before it is held in memory; the time limit covers the body too.
 *
 * @param toConnect longest wait for a connection
 * @param inAll longest wait for the whole answer
 */
public record HttpFetcher(Duration toConnect, Duration inAll) implements Fetcher {
  private static final int OK = 200;

  public HttpFetcher {
    if (!toConnect.isPositive() || !inAll.isPositive()) {
      throw new IllegalArgumentException(
          "time limits %s and %s are not both positive".formatted(toConnect, inAll));
    }
  }

  /** 15 seconds to connect, two minutes in all. */
  public static HttpFetcher withDefaults() {
    return new HttpFetcher(Duration.ofSeconds(15), Duration.ofMinutes(2));
  }

  @Override
  public byte[] fetch(URI address, long limitBytes) throws FetchException, InterruptedException {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(toConnect)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    try {
      HttpRequest request = HttpRequest.newBuilder(address).timeout(inAll).build();
      HttpResponse<byte[]> response = answer(client.sendAsync(request, upTo(limitBytes)));
      if (response.statusCode() != OK) {
        throw new FetchException(
            "%s could not be fetched: the server answered with status %d"
                .formatted(address, response.statusCode()));
      }
      return response.body();
    } catch (IOException e) {
      throw e instanceof FetchException told ? told : failed(address, e);
    } finally {
      client.shutdownNow();
    }
  }

  private HttpResponse<byte[]> answer(CompletableFuture<HttpResponse<byte[]>> pending)
      throws IOException, InterruptedException {
    try {
      return pending.get(inAll.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("no whole answer within " + inAll.toSeconds() + " seconds", e);
    } finally {
      pending.cancel(true);
    }
  }

  /** Error pages are dropped unread, so that their length cannot hide the status. */
  private static BodyHandler<byte[]> upTo(long limitBytes) {
    BodyHandler<byte[]> whole = BodyHandlers.limiting(BodyHandlers.ofByteArray(), limitBytes);
    BodySubscriber<byte[]> nothing = BodySubscribers.replacing(new byte[0]);
    return head -> head.statusCode() == OK ? whole.apply(head) : nothing;
  }

  private static FetchException failed(URI address, IOException e) {
    String why =
        switch (e) {
          case ConnectException refused -> "no connection to " + address.getHost();
          case UnknownHostException unknown -> "the host " + address.getHost() + " is not known";
          default -> String.valueOf(e.getMessage());
        };
    return new FetchException("%s could not be fetched: %s".formatted(address, why), e);
  }
}
