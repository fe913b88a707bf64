/** What an aggregator is and what it answers. */
@NullMarked
package isoloss.rank.method;

import org.jspecify.annotations.NullMarked;
