/** PassUntil: small success probabilities by sampling until success, and their law over models. */
@NullMarked
package isoloss.sampling.passuntil;

import org.jspecify.annotations.NullMarked;
