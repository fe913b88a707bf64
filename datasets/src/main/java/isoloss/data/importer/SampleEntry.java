package isoloss.data.importer;

import isoloss.data.pool.Kind;
import org.jspecify.annotations.Nullable;

/** A sample while it is read. */
final class SampleEntry {
  final String name;
  final String source;
  final String metric;

  /** {@code PAIRWISE}, {@code ORDINAL}, or {@code NUMERIC} for scores of any kind. */
  final Kind kind;

  /** Its number in the builder. */
  final int index;

  /** A sample of the same name. */
  final @Nullable SampleEntry next;

  /** What was said of it, by number of the {@link Descriptor}; null where nothing was. */
  @Nullable String[] said = new @Nullable String[0];

  SampleEntry(
      String name, String source, String metric, Kind kind, int index, @Nullable SampleEntry next) {
    this.name = name;
    this.source = source;
    this.metric = metric;
    this.kind = kind;
    this.index = index;
    this.next = next;
  }

  @Nullable String said(Descriptor descriptor) {
    return descriptor.index() < said.length ? said[descriptor.index()] : null;
  }
}
