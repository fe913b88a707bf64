/** Laws that are a floor and products of powers, and the coordinates in which they are searched. */
@NullMarked
package isoloss.law.power;

import org.jspecify.annotations.NullMarked;
