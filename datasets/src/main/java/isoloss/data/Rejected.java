package isoloss.data;

/**
 * A row that could not be used.
 *
 * @param line 1-based line of the file (or row number where the format has no lines); 0 when
 *     unknown
 * @param reason one sentence for the user
 */
public record Rejected(String file, long line, String reason) {
  @Override
  public String toString() {
    return (line > 0 ? file + ":" + line : file) + ": " + reason;
  }
}
