/** What models are trained and measured on: sources of known entropy and the user's own text. */
@NullMarked
package isoloss.run.task;

import org.jspecify.annotations.NullMarked;
