/**
 * Speculative decoding as arithmetic: tokens and time of a round, acceptance from counters, the
 * best draft length or tree, and the head-room of several drafts. It knows numbers and nothing of
 * files.
 */
@NullMarked
package isoloss.cost.speculative;

import org.jspecify.annotations.NullMarked;
