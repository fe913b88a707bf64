/** Pair counts of measurements that are spread over a cluster, by Apache Spark. */
@NullMarked
package isoloss.spark;

import org.jspecify.annotations.NullMarked;
