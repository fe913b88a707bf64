/** What it means to fit a law: losses, procedures, uncertainty, results. */
@NullMarked
package isoloss.fit;

import org.jspecify.annotations.NullMarked;
