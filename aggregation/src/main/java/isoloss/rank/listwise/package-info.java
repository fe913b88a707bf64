/** Likelihoods of whole orderings, ties included, and of choices from sets. */
@NullMarked
package isoloss.rank.listwise;

import org.jspecify.annotations.NullMarked;
