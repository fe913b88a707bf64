/** Turns results into the blocks of a report, in words first. */
@NullMarked
package isoloss.report.chapter;

import org.jspecify.annotations.NullMarked;
