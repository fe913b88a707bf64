/** Projektor: the loss of a mixture of sources at a size that was never trained, with transport. */
@NullMarked
package isoloss.law.projektor;

import org.jspecify.annotations.NullMarked;
