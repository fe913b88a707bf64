/** Compute-optimal laws of model families side by side: masked diffusion against autoregressive. */
@NullMarked
package isoloss.law.diffusion;

import org.jspecify.annotations.NullMarked;
