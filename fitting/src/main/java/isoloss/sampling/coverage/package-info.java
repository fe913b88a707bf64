/** Laws of coverage: how success probabilities are spread over problems, and what follows. */
@NullMarked
package isoloss.sampling.coverage;

import org.jspecify.annotations.NullMarked;
