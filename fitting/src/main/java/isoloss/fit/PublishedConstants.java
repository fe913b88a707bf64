package isoloss.fit;

import isoloss.data.Values;

/**
 * A parameter set in print.
 *
 * @param name short, for example {@code paper}
 * @param theta in the order of the law's parameters
 * @param note where it stands, in which units, and what it must not be used for
 */
public record PublishedConstants(String name, Values theta, String note) {}
