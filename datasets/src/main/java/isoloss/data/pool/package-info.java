/**
 * Measurements of models on samples in one pool, most cells missing, packed into bits and columns.
 */
@NullMarked
package isoloss.data.pool;

import org.jspecify.annotations.NullMarked;
