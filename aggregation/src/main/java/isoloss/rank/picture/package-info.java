/** Tables that pictures of a pool are drawn from. */
@NullMarked
package isoloss.rank.picture;

import org.jspecify.annotations.NullMarked;
