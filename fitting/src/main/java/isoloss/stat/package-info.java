/** Small statistics; knows nothing of laws. */
@NullMarked
package isoloss.stat;

import org.jspecify.annotations.NullMarked;
