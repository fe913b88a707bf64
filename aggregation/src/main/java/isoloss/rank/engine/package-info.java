/** Counting over more measurements than one machine should hold. */
@NullMarked
package isoloss.rank.engine;

import org.jspecify.annotations.NullMarked;
