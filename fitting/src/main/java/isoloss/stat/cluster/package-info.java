/** Clustering: what it answers, and where an implementation is found. */
@NullMarked
package isoloss.stat.cluster;

import org.jspecify.annotations.NullMarked;
