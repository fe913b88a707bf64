/** How well scores, their differences and the places of models are known. */
@NullMarked
package isoloss.rank.uncertainty;

import org.jspecify.annotations.NullMarked;
