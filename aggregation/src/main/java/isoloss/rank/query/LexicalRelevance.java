package isoloss.rank.query;

import isoloss.data.InputException;
import isoloss.data.Values;
import isoloss.data.pool.Sample;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;

/**
 * Relevance by shared words: Okapi BM25 (k1 = 1.2, b = 0.75) over English stems without stop words,
 * divided by that of the best document, so that the best has 1. The query is plain text; its
 * punctuation means nothing. Usual hits are the documents that hold every word of the query where
 * there are any, else those that hold at least one.
 *
 * @see <a href="https://doi.org/10.1561/1500000019">Robertson and Zaragoza (2009)</a>
 */
public final class LexicalRelevance implements Relevance {
  private static final String TEXT = "text";
  private static final String NUMBER = "number";

  @Override
  public String inWords() {
    return "words in common (BM25 relative to the best)";
  }

  @Override
  public String document(Sample sample) {
    return Documents.everything(sample);
  }

  @Override
  public Scored score(String query, List<String> documents) {
    try (Analyzer analyzer = new EnglishAnalyzer();
        Directory directory = new ByteBuffersDirectory()) {
      Map<String, String> words = words(analyzer, query);
      if (words.isEmpty()) {
        throw new InputException(
            "the query \"%s\" has no word to search for; name what the samples are about"
                .formatted(query.strip()));
      }
      index(directory, analyzer, documents);
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        return found(new IndexSearcher(reader), words, documents.size());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stems of a text with the first word of each. */
  private static Map<String, String> words(Analyzer analyzer, String text) throws IOException {
    String apart = apart(text);
    Map<String, String> words = new LinkedHashMap<>();
    try (TokenStream tokens = analyzer.tokenStream(TEXT, new StringReader(apart))) {
      CharTermAttribute stem = tokens.addAttribute(CharTermAttribute.class);
      OffsetAttribute place = tokens.addAttribute(OffsetAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        words.putIfAbsent(stem.toString(), apart.substring(place.startOffset(), place.endOffset()));
      }
      tokens.end();
    }
    return words;
  }

  /** Names such as {@code high_school.mathematics} are several words. */
  private static String apart(String text) {
    return text.replaceAll("[_./:\\\\-]+", " ");
  }

  private static void index(Directory directory, Analyzer analyzer, List<String> documents)
      throws IOException {
    try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
      for (int i = 0; i < documents.size(); i++) {
        Document document = new Document();
        document.add(new TextField(TEXT, apart(documents.get(i)), Field.Store.NO));
        document.add(new StoredField(NUMBER, i));
        writer.addDocument(document);
      }
      writer.forceMerge(1);
    }
  }

  /** BM25 is a sum over words, so each is searched by itself, which also tells what matched. */
  private static Scored found(IndexSearcher searcher, Map<String, String> words, int documents)
      throws IOException {
    double[] score = new double[documents];
    int[] matched = new int[documents];
    List<List<String>> why = new ArrayList<>();
    IntStream.range(0, documents).forEach(i -> why.add(new ArrayList<>()));
    StoredFields stored = searcher.storedFields();
    for (Map.Entry<String, String> word : words.entrySet()) {
      TermQuery query = new TermQuery(new Term(TEXT, word.getKey()));
      for (ScoreDoc hit : searcher.search(query, Math.max(1, documents)).scoreDocs) {
        int i = stored.document(hit.doc).getField(NUMBER).numericValue().intValue();
        score[i] += hit.score;
        matched[i]++;
        why.get(i).add(word.getValue());
      }
    }
    double best = Arrays.stream(score).max().orElse(0);
    return new Scored(
        Values.of(Arrays.stream(score).map(each -> best > 0 ? each / best : 0).toArray()),
        usual(matched, words.size()),
        why.stream().map(each -> String.join(", ", each)).toList());
  }

  private static BitSet usual(int[] matched, int words) {
    BitSet every = where(matched, words);
    return every.isEmpty() ? where(matched, 1) : every;
  }

  private static BitSet where(int[] matched, int atLeast) {
    BitSet out = new BitSet();
    IntStream.range(0, matched.length).filter(i -> matched[i] >= atLeast).forEach(out::set);
    return out;
  }
}
