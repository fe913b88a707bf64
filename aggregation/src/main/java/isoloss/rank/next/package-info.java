/** Which measurements to make next, and when to stop. */
@NullMarked
package isoloss.rank.next;

import org.jspecify.annotations.NullMarked;
