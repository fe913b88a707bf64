/**
 * How long to draft, whether in a tree, and what several drafts at one position could still give.
 */
@NullMarked
package isoloss.plan.speculative;

import org.jspecify.annotations.NullMarked;
