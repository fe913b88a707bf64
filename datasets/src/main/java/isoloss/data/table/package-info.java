/** The one home of Tablesaw: results as the tables that notebooks hold. */
@NullMarked
package isoloss.data.table;

import org.jspecify.annotations.NullMarked;
