package isoloss.report.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import isoloss.report.Block;
import isoloss.report.Fixtures;
import isoloss.report.Report;
import isoloss.report.chart.Charts;
import isoloss.report.chart.Drawing;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens a report in a headless browser; skipped where there is none. */
class BrowserTest {
  @TempDir Path directory;

  @Test
  void theInteractiveFigureIsDrawnWithoutAnErrorOrARefusedRequest() throws Exception {
    Optional<Path> browser = browser();
    assumeTrue(browser.isPresent(), "no chromium or google-chrome on the PATH");
    var figure = ((Drawing.Drawn) Charts.LOSS_AGAINST_COMPUTE.draw(Fixtures.fit())).figure();
    Report report = new Report("t", "h", List.of(), List.of(new Block.Interactive(figure)), "");
    Path page = directory.resolve("report.html");
    ReportWriter.write(report, page, false);
    Path shot = directory.resolve("shot.png");
    Path log = directory.resolve("log.txt");
    Process process = start(browser.get(), page, shot, log);
    boolean ended = process.waitFor(120, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly();
    }
    assertThat(ended && Files.exists(shot)).as("the browser drew the page").isTrue();
    assertThat(Files.readString(log)).doesNotContain("CONSOLE");
    assertThat(pixels(ImageIO.read(shot.toFile()), new Color(0xd55e00)))
        .as("pixels of the frontier on the canvas")
        .isGreaterThan(200);
  }

  private Process start(Path browser, Path page, Path shot, Path log) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                browser.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--enable-logging=stderr",
                "--virtual-time-budget=2000",
                "--window-size=900,1200",
                "--user-data-dir=" + directory.resolve("profile"),
                "--screenshot=" + shot,
                page.toUri().toString()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private static long pixels(BufferedImage image, Color wanted) {
    long count = 0;
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        Color here = new Color(image.getRGB(x, y));
        count +=
            Math.abs(here.getRed() - wanted.getRed()) < 12
                    && Math.abs(here.getGreen() - wanted.getGreen()) < 12
                    && Math.abs(here.getBlue() - wanted.getBlue()) < 12
                ? 1
                : 0;
      }
    }
    return count;
  }

  private static Optional<Path> browser() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(name -> Stream.of(path.split(":")).map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
