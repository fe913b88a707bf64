/**
 * What to spend at test time: costs of generation, and with measured accuracies the frontier of
 * model size, length and number of samples.
 */
@NullMarked
package isoloss.plan.testtime;

import org.jspecify.annotations.NullMarked;
