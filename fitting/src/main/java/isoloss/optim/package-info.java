/** Minimisers of smooth functions of few variables; knows no law. */
@NullMarked
package isoloss.optim;

import org.jspecify.annotations.NullMarked;
