/** The command line: parse, call the Lab, print, exit code. */
@NullMarked
package isoloss.cli;

import org.jspecify.annotations.NullMarked;
