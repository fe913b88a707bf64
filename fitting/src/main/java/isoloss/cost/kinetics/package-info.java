/**
 * Kinetics: what it costs to generate, when reading the cache of keys and values is charged beside
 * the arithmetic.
 */
@NullMarked
package isoloss.cost.kinetics;

import org.jspecify.annotations.NullMarked;
