package io.seqlab.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.seqlab.data.core.DataException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SentencePiece and Hugging Face models give what their Python libraries give. */
class ExistingModelsTest {
  private static final JsonNode GOLDENS = TextGoldens.read("goldens.json");

  @ParameterizedTest
  @ValueSource(strings = {"unigram", "bpe"})
  void sentencePiece(String kind) {
    JsonNode golden = GOLDENS.get("sentencepiece").get(kind);
    Tokenizer tokenizer =
        new SentencePieceTokenizer(TextGoldens.content(kind + ".model"), "m.model");
    for (int i = 0; i < golden.get("lines").size(); i++) {
      List<String> pieces = tokenizer.tokenize(golden.get("lines").get(i).asText());
      assertThat(pieces).isEqualTo(TextGoldens.texts(golden.get("pieces").get(i)));
      assertThat(tokenizer.detokenize(pieces)).isEqualTo(golden.get("decoded").get(i).asText());
    }
  }

  @Test
  void charactersThatModifiedUtf8WritesOtherwiseAreKept() {
    Tokenizer tokenizer = new SentencePieceTokenizer(TextGoldens.content("bpe.model"), "m.model");
    String text = "a\u0000b \ue000😀𠮷👩‍👧 c";
    assertThat(tokenizer.detokenize(tokenizer.tokenize(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytelevel", "unigram", "wordpiece"})
  void huggingFace(String name) {
    JsonNode golden = GOLDENS.get("huggingface").get(name);
    Tokenizer tokenizer =
        new HuggingFaceJsonTokenizer(TextGoldens.content(name + ".json"), "tokenizer.json");
    for (int i = 0; i < golden.get("lines").size(); i++) {
      List<String> tokens = tokenizer.tokenize(golden.get("lines").get(i).asText());
      List<String> expected = TextGoldens.texts(golden.get("tokens").get(i));
      assertThat(tokens).hasSameSizeAs(expected);
      for (int t = 0; t < tokens.size(); t++) {
        if (!expected.get(t).equals("[UNK]")) {
          assertThat(tokens.get(t)).isEqualTo(expected.get(t));
        }
      }
      String decoded = golden.get("decoded").get(i).asText();
      String text = tokenizer.detokenize(tokens);
      assertThat(decoded.contains("UNK") || decoded.contains("<unk>") || text.equals(decoded))
          .as("'%s' is not '%s'", text, decoded)
          .isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"unigram", "wordpiece"})
  void aPartThatTheModelDoesNotKnowIsKept(String name) {
    Tokenizer tokenizer =
        new HuggingFaceJsonTokenizer(TextGoldens.content(name + ".json"), "tokenizer.json");
    String text = "Щ x Щ";
    assertThat(tokenizer.detokenize(tokenizer.tokenize(text))).isEqualTo(text);
  }

  /** A byte-level model knows all text, and an answer may still hold the unknown token. */
  @Test
  void anUnknownTokenOfAModelWithoutOneIsKept() {
    Tokenizer tokenizer =
        new HuggingFaceJsonTokenizer(TextGoldens.content("bytelevel.json"), "tokenizer.json");
    List<String> tokens = new ArrayList<>(tokenizer.tokenize("ab cd"));
    tokens.add(0, "<unk>");
    tokens.add("<unk>");
    assertThat(tokenizer.detokenize(tokens)).isEqualTo("<unk>ab cd<unk>");
  }

  @Test
  void longTextIsNotCut() {
    Tokenizer tokenizer =
        new HuggingFaceJsonTokenizer(TextGoldens.content("bytelevel.json"), "tokenizer.json");
    String text = "ab cd ".repeat(2000).strip();
    assertThat(tokenizer.detokenize(tokenizer.tokenize(text))).isEqualTo(text);
  }

  @Test
  void damagedModelsAndThoseOfAnotherKindAreRefused() {
    byte[] model = TextGoldens.content("unigram.model");
    byte[] json = TextGoldens.content("unigram.json");
    for (byte[] content :
        List.of(Arrays.copyOf(model, model.length / 2), json, new byte[0], new byte[100])) {
      assertThatThrownBy(() -> new SentencePieceTokenizer(content, "m.model"))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("m.model is not a SentencePiece model");
    }
    byte[] list = "[1, 2]".getBytes(StandardCharsets.UTF_8);
    byte[] other = "{\"model\": {\"vocab\": 3}}".getBytes(StandardCharsets.UTF_8);
    for (byte[] content :
        List.of(Arrays.copyOf(json, json.length / 2), model, new byte[0], list, other)) {
      assertThatThrownBy(() -> new HuggingFaceJsonTokenizer(content, "tokenizer.json"))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("tokenizer.json is not a");
    }
  }
}
