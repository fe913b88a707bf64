/** Clustering by Smile. This package alone is under GPL-3.0, because it links Smile. */
@NullMarked
package isoloss.smile;

import org.jspecify.annotations.NullMarked;
