/** Questions about repeated sampling, and their catalogue. */
@NullMarked
package isoloss.sampling;

import org.jspecify.annotations.NullMarked;
