package isoloss.rank;

/** The score of one model on one sample. */
public record Measurement(String model, String sample, double score) {}
