/** Strengths from paired comparisons: Bradley-Terry and its relatives with ties. */
@NullMarked
package isoloss.rank.pair;

import org.jspecify.annotations.NullMarked;
