/** What a report says: blocks of text, tables and figures as data, never as pixels. */
@NullMarked
package isoloss.report;

import org.jspecify.annotations.NullMarked;
