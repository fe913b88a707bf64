package isoloss.fit;

import isoloss.optim.LocalMinimum;
import isoloss.optim.Optimum;
import java.util.List;
import java.util.Optional;

/**
 * What a procedure found, before uncertainty.
 *
 * @param loss what was minimised; empty for a staged procedure
 * @param ends where every start ended; empty for a staged procedure
 * @param remarks of the procedure
 */
record Solution(
    double[] theta,
    Coordinates coordinates,
    Optional<Loss> loss,
    Fit.ObjectiveValue objective,
    Optimum optimum,
    boolean converged,
    List<LocalMinimum> ends,
    List<String> remarks) {}
