/** Mixtures of experts: routed models and sparse up-cycling. */
@NullMarked
package isoloss.law.experts;

import org.jspecify.annotations.NullMarked;
