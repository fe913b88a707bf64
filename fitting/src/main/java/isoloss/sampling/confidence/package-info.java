/** How sure a model should be when it may answer N times, and how sure it is. */
@NullMarked
package isoloss.sampling.confidence;

import org.jspecify.annotations.NullMarked;
