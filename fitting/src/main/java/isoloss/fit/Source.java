package isoloss.fit;

/** Where a law was published. */
public record Source(String citation, String url) {}
