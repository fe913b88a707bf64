/**
 * What is publicly known of measured scaling runs: where each file came from, under which licence,
 * what its columns mean, and its checksum. The data themselves are never part of this project.
 */
@NullMarked
package isoloss.data.catalogue;

import org.jspecify.annotations.NullMarked;
