package isoloss.run;

import isoloss.run.onnx.CausalLm;
import isoloss.run.task.Document;
import java.util.ArrayList;
import java.util.List;

/**
 * Scores documents with a causal language model. A document is cut into windows that overlap by one
 * token: each window of up to T + 1 tokens predicts its last T from inside the window alone, so
 * every token but a document's first is scored exactly once.
 */
final class DocumentScorer {
  private static final int BATCH_TOKENS = 1024;

  private final CausalLm model;
  private final int contextLength;

  DocumentScorer(CausalLm model, int contextLength) {
    this.model = model;
    this.contextLength = contextLength;
  }

  /** A piece of a document: T tokens from {@code offset} and the ones that follow each. */
  private record Window(int document, int offset, int length) {}

  /** Losses in the order of the documents; does not depend on how windows share batches. */
  List<DocumentLoss> score(List<Document> documents, ProgressListener progress) {
    List<int[]> tokens = documents.stream().map(Document::tokens).toList();
    double[] losses = new double[documents.size()];
    long total = documents.stream().mapToLong(Document::scoredTokens).sum();
    long done = 0;
    for (List<Window> batch : batches(tokens)) {
      score(batch, tokens, losses);
      done += batch.size() * (long) batch.getFirst().length();
      progress.progress(done, total, "scored");
    }
    List<DocumentLoss> scored = new ArrayList<>();
    for (int i = 0; i < losses.length; i++) {
      Document document = documents.get(i);
      scored.add(new DocumentLoss(document.id(), losses[i], document.scoredTokens()));
    }
    return scored;
  }

  /** Windows of equal length together, in the order of the documents. */
  private List<List<Window>> batches(List<int[]> tokens) {
    List<List<Window>> batches = new ArrayList<>();
    List<Window> open = new ArrayList<>();
    List<Window> shorter = new ArrayList<>();
    int rows = Math.max(1, BATCH_TOKENS / contextLength);
    for (int document = 0; document < tokens.size(); document++) {
      int scored = tokens.get(document).length - 1;
      for (int at = 0; at < scored; at += contextLength) {
        int length = Math.min(contextLength, scored - at);
        Window window = new Window(document, at, length);
        if (length < contextLength) {
          shorter.add(window);
          continue;
        }
        open.add(window);
        if (open.size() == rows) {
          batches.add(open);
          open = new ArrayList<>();
        }
      }
    }
    if (!open.isEmpty()) {
      batches.add(open);
    }
    shorter.forEach(window -> batches.add(List.of(window)));
    return batches;
  }

  private void score(List<Window> batch, List<int[]> tokens, double[] losses) {
    int length = batch.getFirst().length();
    long[] inputs = new long[batch.size() * length];
    long[] labels = new long[inputs.length];
    for (int row = 0; row < batch.size(); row++) {
      Window window = batch.get(row);
      int[] document = tokens.get(window.document());
      for (int i = 0; i < length; i++) {
        inputs[row * length + i] = document[window.offset() + i];
        labels[row * length + i] = document[window.offset() + i + 1];
      }
    }
    float[] each = model.losses(inputs, labels, batch.size(), length);
    for (int i = 0; i < each.length; i++) {
      losses[batch.get(i / length).document()] += each[i];
    }
  }
}
