/** Aggregates without a model of the measurements: means, win rates, votes and running ratings. */
@NullMarked
package isoloss.rank.vote;

import org.jspecify.annotations.NullMarked;
