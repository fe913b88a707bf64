/** The size of the vocabulary. */
@NullMarked
package isoloss.law.vocabulary;

import org.jspecify.annotations.NullMarked;
