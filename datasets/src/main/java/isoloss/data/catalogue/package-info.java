/**
 * The catalogue of public data: where each file comes from, under which licence, what its columns
 * mean and the checksum by which a copy is known. Start reading at {@link
 * isoloss.data.catalogue.Catalogue}.
 */
@NullMarked
package isoloss.data.catalogue;

import org.jspecify.annotations.NullMarked;
