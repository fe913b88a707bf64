package isoloss.data.importer;

/** Where in the user's files something stands. */
@FunctionalInterface
interface Place {
  /** The message with the file and line before it. */
  String of(String message);
}
