/** Speculative decoding from the counters of a server: acceptance, goodness of fit, round cost. */
@NullMarked
package isoloss.law.speculative;

import org.jspecify.annotations.NullMarked;
