/** The one home of Jackson: JSON to and from plain maps, lists and scalars. */
@NullMarked
package isoloss.data.json;

import org.jspecify.annotations.NullMarked;
