/** When to grow a small model into a large one. */
@NullMarked
package isoloss.law.growth;

import org.jspecify.annotations.NullMarked;
