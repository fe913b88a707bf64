/** The catalogue of analyses of repeated sampling. */
@NullMarked
package isoloss.sampling.catalogue;

import org.jspecify.annotations.NullMarked;
