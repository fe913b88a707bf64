/** The laws of the literature, one file each, and their catalogue. */
@NullMarked
package isoloss.law;

import org.jspecify.annotations.NullMarked;
