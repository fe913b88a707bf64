/** The facade: the verbs that a command or a notebook cell calls, with defaults wired. */
@NullMarked
package isoloss.lab;

import org.jspecify.annotations.NullMarked;
