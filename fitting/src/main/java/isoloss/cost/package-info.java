/** What a model costs to keep and to run: parameters, memory, latency. */
@NullMarked
package isoloss.cost;

import org.jspecify.annotations.NullMarked;
