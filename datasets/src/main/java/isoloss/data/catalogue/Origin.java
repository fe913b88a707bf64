package isoloss.data.catalogue;

/**
 * Where a file was published.
 *
 * @param repository {@code owner/name} on GitHub; empty when it was never in one
 * @param commit the state that was read
 * @param path file or folder in the repository; empty when the note says it better
 * @param note what was done to it, or where else it is; may be empty
 */
public record Origin(String repository, String commit, String path, String note) {

  /** {@code repository @ commit : path (note)}, without the parts that are empty. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(repository);
    if (!commit.isEmpty()) {
      text.append(" @ ").append(commit);
    }
    if (!path.isEmpty()) {
      text.append(" : ").append(path);
    }
    if (!note.isEmpty()) {
      text.append(text.isEmpty() ? note : " (" + note + ")");
    }
    return text.toString();
  }
}
