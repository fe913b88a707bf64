package isoloss.rank.query;

import isoloss.data.Values;
import isoloss.data.pool.Sample;
import java.util.BitSet;
import java.util.List;

/** How well documents answer a query. */
public interface Relevance {

  /** How relevance was measured, in words. */
  String inWords();

  /** What of a sample is searched for a question. */
  String document(Sample sample);

  /**
   * Relevance of every document to the query.
   *
   * @throws isoloss.data.InputException if the query says nothing that can be searched
   */
  Scored score(String query, List<String> documents);

  /**
   * What a search gave for each document.
   *
   * @param relevance one number per document, at most 1 and the higher the better; 0 or less where
   *     nothing speaks for it
   * @param usual the documents that count as hits where the user sets no limits
   * @param why one reason per document, empty where there is none
   */
  record Scored(Values relevance, BitSet usual, List<String> why) {
    public Scored {
      why = List.copyOf(why);
    }
  }
}
