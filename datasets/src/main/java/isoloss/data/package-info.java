/**
 * Tables of measurements: variables with units, complete observations, where each number came from.
 */
@NullMarked
package isoloss.data;

import org.jspecify.annotations.NullMarked;
