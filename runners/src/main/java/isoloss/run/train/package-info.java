/**
 * Small decoder-only transformers: shape, one-graph training step, export as a causal language
 * model.
 */
@NullMarked
package isoloss.run.train;

import org.jspecify.annotations.NullMarked;
