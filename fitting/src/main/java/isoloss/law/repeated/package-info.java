/** Training on repeated data. */
@NullMarked
package isoloss.law.repeated;

import org.jspecify.annotations.NullMarked;
