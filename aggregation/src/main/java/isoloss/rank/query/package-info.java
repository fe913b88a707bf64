/** From a question to a benchmark of one's own: which samples answer it, and what they change. */
@NullMarked
package isoloss.rank.query;

import org.jspecify.annotations.NullMarked;
