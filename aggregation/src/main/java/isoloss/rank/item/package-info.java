/**
 * Item response models: the chance that a model solves a sample, from an ability of the model and
 * one or two parameters of the sample.
 */
@NullMarked
package isoloss.rank.item;

import org.jspecify.annotations.NullMarked;
