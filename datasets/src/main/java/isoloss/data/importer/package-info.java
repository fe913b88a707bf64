/**
 * Readers: files of the user to complete observations and an account of every row left out. The one
 * home of DuckDB, which evaluates the user's expressions over the table at hand.
 */
@NullMarked
package isoloss.data.importer;

import org.jspecify.annotations.NullMarked;
