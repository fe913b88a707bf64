/** The mixture of training domains: losses of each domain and the best mixture. */
@NullMarked
package isoloss.law.mixture;

import org.jspecify.annotations.NullMarked;
