package isoloss.lab;

import isoloss.rank.query.TextEmbedder;
import isoloss.run.onnx.CausalLm;
import isoloss.run.onnx.OnnxTextEmbedder;
import java.nio.file.Path;
import java.util.List;

/** Text embedding models of the runners, as the aggregation wants them. */
public final class Embeddings {
  private Embeddings() {}

  /**
   * The model of a folder, open for each search and closed after it.
   *
   * @throws isoloss.data.InputException when a search finds that it is no text embedding model
   */
  public static TextEmbedder of(Path folder) {
    return new TextEmbedder() {
      @Override
      public String name() {
        return folder.toString();
      }

      @Override
      public List<float[]> embed(List<String> texts) {
        try (OnnxTextEmbedder model = OnnxTextEmbedder.open(folder, CausalLm.Settings.defaults())) {
          return model.embed(texts);
        }
      }
    };
  }
}
