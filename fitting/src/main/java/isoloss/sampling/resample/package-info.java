/** Problems, or clusters of problems, drawn with replacement. */
@NullMarked
package isoloss.sampling.resample;

import org.jspecify.annotations.NullMarked;
