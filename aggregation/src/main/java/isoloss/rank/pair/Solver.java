package isoloss.rank.pair;

import isoloss.rank.evidence.Penalty;
import isoloss.rank.evidence.Prior;

/** How the strengths of a Bradley-Terry model are found; all but {@link #LSR} find the same. */
public enum Solver {
  /** Second order; a handful of iterations. */
  NEWTON {
    @Override
    Solution solve(
        BradleyTerryLikelihood likelihood, Penalty penalty, double[] start, int threads) {
      return Newton.maximize(likelihood, penalty, start, threads);
    }

    @Override
    boolean knows(Prior prior) {
      return true;
    }
  },

  /** Hunter's minorise-maximise; thousands of iterations where models are poorly connected. */
  MM {
    @Override
    Solution solve(
        BradleyTerryLikelihood likelihood, Penalty penalty, double[] start, int threads) {
      return FixedPoint.MM.iterate(likelihood, penalty, start, threads);
    }
  },

  /** Newman's iteration in place; needs a loss of each model. */
  NEWMAN {
    @Override
    Solution solve(
        BradleyTerryLikelihood likelihood, Penalty penalty, double[] start, int threads) {
      return FixedPoint.NEWMAN.iterate(likelihood, penalty, start, threads);
    }
  },

  /** Iterated Luce spectral ranking, as choix does: stationary Markov chains. */
  I_LSR {
    @Override
    Solution solve(
        BradleyTerryLikelihood likelihood, Penalty penalty, double[] start, int threads) {
      return FixedPoint.LUCE_SPECTRAL.iterate(likelihood, penalty, start, threads);
    }

    @Override
    boolean knows(Prior prior) {
      return prior instanceof Prior.EveryPair || super.knows(prior);
    }
  },

  /** One step of it from equal strengths: consistent, but no maximum, and marked as such. */
  LSR {
    @Override
    Solution solve(
        BradleyTerryLikelihood likelihood, Penalty penalty, double[] start, int threads) {
      double[] step = new double[start.length];
      FixedPoint.LUCE_SPECTRAL.step(likelihood, penalty, step);
      return Solution.at(likelihood, penalty, step, likelihood.triangle(), 1, threads);
    }

    @Override
    boolean knows(Prior prior) {
      return I_LSR.knows(prior);
    }
  };

  abstract Solution solve(
      BradleyTerryLikelihood likelihood, Penalty penalty, double[] start, int threads);

  boolean knows(Prior prior) {
    return prior instanceof Prior.None;
  }
}
