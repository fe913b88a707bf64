package isoloss.stat.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClusteringTest {

  @Test
  void nothingIsInstalledBesideTheCoreAndTheSentenceSaysWhatIsMissing() {
    assertThat(Clustering.installed()).isEmpty();
    assertThat(Clustering.ABSENT).contains("isoloss-smile", "GPL-3");
  }
}
