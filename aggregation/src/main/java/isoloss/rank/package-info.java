/** Ranking of models from their scores on shared samples. */
@NullMarked
package isoloss.rank;

import org.jspecify.annotations.NullMarked;
