/** Laws of pass@k in pre-training: of compute for every k, and of N, D and k together. */
@NullMarked
package isoloss.sampling.pretraining;

import org.jspecify.annotations.NullMarked;
