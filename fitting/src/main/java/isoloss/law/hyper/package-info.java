/** Laws of the learning rate and the batch size: Step law and those that it is measured against. */
@NullMarked
package isoloss.law.hyper;

import org.jspecify.annotations.NullMarked;
