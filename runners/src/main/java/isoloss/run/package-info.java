/**
 * Runs of models: held-out losses and training ladders, written as run logs. Start with {@link
 * isoloss.run.Ladder}.
 */
@NullMarked
package isoloss.run;

import org.jspecify.annotations.NullMarked;
