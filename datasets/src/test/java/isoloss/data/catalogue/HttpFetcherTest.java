package isoloss.data.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server on this machine. */
class HttpFetcherTest {
  private static final byte[] BODY = new byte[100_000];
  private static final HttpFetcher FETCHER = HttpFetcher.withDefaults();

  private final CountDownLatch testOver = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/whole", exchange -> answer(exchange, 200, BODY.length, BODY));
    server.createContext("/cut", exchange -> answer(exchange, 200, BODY.length * 2L, BODY));
    server.createContext("/gone", exchange -> answer(exchange, 404, BODY.length, BODY));
    server.createContext("/silent", this::stall);
    server.createContext(
        "/moved",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/whole");
          answer(exchange, 302, -1, new byte[0]);
        });
    server.start();
  }

  @AfterEach
  void stop() {
    testOver.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void reads_a_whole_body() throws Exception {
    assertThat(FETCHER.fetch(at("/whole"), BODY.length)).isEqualTo(BODY);
  }

  @Test
  void follows_a_redirect() throws Exception {
    assertThat(FETCHER.fetch(at("/moved"), BODY.length)).isEqualTo(BODY);
  }

  @Test
  void refuses_a_body_that_is_longer_than_the_limit() {
    assertThatExceptionOfType(FetchException.class)
        .isThrownBy(() -> FETCHER.fetch(at("/whole"), BODY.length - 1))
        .withMessageContaining("could not be fetched");
  }

  @Test
  void refuses_a_body_that_ends_early() {
    assertThatExceptionOfType(FetchException.class)
        .isThrownBy(() -> FETCHER.fetch(at("/cut"), BODY.length * 2L));
  }

  @Test
  void names_the_status_however_long_the_error_page_is() {
    assertThatExceptionOfType(FetchException.class)
        .isThrownBy(() -> FETCHER.fetch(at("/gone"), 1))
        .withMessageContaining("status 404");
  }

  @Test
  void gives_up_on_a_server_that_stops_in_the_middle_of_a_body() {
    HttpFetcher hasty = new HttpFetcher(Duration.ofSeconds(5), Duration.ofMillis(300));

    assertThatExceptionOfType(FetchException.class)
        .isThrownBy(() -> hasty.fetch(at("/silent"), BODY.length));
  }

  @Test
  void says_that_there_is_no_connection() throws IOException {
    server.stop(0);

    assertThatExceptionOfType(FetchException.class)
        .isThrownBy(() -> FETCHER.fetch(at("/whole"), BODY.length))
        .withMessageContaining("no connection");
  }

  @Test
  void a_pull_over_http_is_checked_and_a_broken_one_leaves_nothing(@TempDir Path folder)
      throws Exception {
    DatasetFile file = Catalogue.named("kyo-takano").files().getFirst();
    Dataset set = Catalogue.named("kyo-takano");
    Puller broken =
        Puller.withDefaults()
            .withFetcher((address, limit) -> FETCHER.fetch(at("/cut"), limit * 99));
    Puller other =
        Puller.withDefaults()
            .withFetcher((address, limit) -> FETCHER.fetch(at("/whole"), BODY.length));

    assertThatExceptionOfType(FetchException.class).isThrownBy(() -> broken.pull(set, folder));
    assertThatExceptionOfType(isoloss.data.InputException.class)
        .isThrownBy(() -> other.pull(set, folder))
        .withMessageContaining(file.sha256());
    try (Stream<Path> left = Files.walk(folder)) {
      assertThat(left.filter(Files::isRegularFile)).isEmpty();
    }
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private static void answer(HttpExchange exchange, int status, long announced, byte[] body)
      throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, announced);
      exchange.getResponseBody().write(body);
    }
  }

  private void stall(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(200, BODY.length);
      exchange.getResponseBody().write(BODY, 0, 10);
      exchange.getResponseBody().flush();
      testOver.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
