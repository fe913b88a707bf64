/** Side-by-side measurements of speed; nothing here is part of the product. */
@NullMarked
package isoloss.benchmarks;

import org.jspecify.annotations.NullMarked;
