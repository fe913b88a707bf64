/** Resampling until an imperfect verifier accepts: accuracy, reward, and when to stop. */
@NullMarked
package isoloss.sampling.verifier;

import org.jspecify.annotations.NullMarked;
