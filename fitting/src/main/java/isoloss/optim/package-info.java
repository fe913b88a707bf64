/**
 * Minimisers of smooth functions of few variables, and array kernels for matrices of thousands of
 * rows; knows no law.
 */
@NullMarked
package isoloss.optim;

import org.jspecify.annotations.NullMarked;
