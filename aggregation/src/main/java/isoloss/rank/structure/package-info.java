/** What a pool of measurements can order at all, and what its order rests on. */
@NullMarked
package isoloss.rank.structure;

import org.jspecify.annotations.NullMarked;
