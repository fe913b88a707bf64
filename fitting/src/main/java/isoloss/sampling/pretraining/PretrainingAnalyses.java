package isoloss.sampling.pretraining;

import isoloss.fit.Analysis;
import java.util.List;

/** The analyses of pass@k over pre-training, for the catalogue. */
public final class PretrainingAnalyses {
  private PretrainingAnalyses() {}

  public static List<Analysis> all() {
    return List.of(new PassAtKComputeAnalysis(), new TrainToTestAnalysis());
  }
}
