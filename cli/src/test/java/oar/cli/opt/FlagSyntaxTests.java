package oar.cli.opt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlagSyntaxTests {
  @ParameterizedTest
  @CsvSource(nullValues = "-", textBlock = """
      --model_dir=a                 , --model_dir=a
      -model_dir=a                  , --model_dir=a
      --model_dir a                 , --model_dir=a
      -model_dir a                  , --model_dir=a
      --model_d a                   , --model_dir=a
      --model_dir=                  , --model_dir=
      --model_dir                   , --model_dir
      --model_dir=a=b               , --model_dir=a=b
      --quant_model                 , --quant_model=true
      -quant_model                  , --quant_model=true
      --quant_model=false           , --quant_model=false
      --quant_model=yes             , --quant_model=yes
      --quant_model true            , --quant_model=true
      --quant_model False           , --quant_model=False
      --quant_model 0 --model_dir a , --quant_model=0 --model_dir=a
      --quant_model --model_dir a   , --quant_model=true --model_dir=a
      --quant_model a               , --quant_model=true a
      --noquant_model               , --quant_model=false
      -noquant_model                , --quant_model=false
      --noquant_model=true          , --noquant_model=true
      --model_dir a -model_dir=b    , --model_dir=b
      --quant_model --noquant_model , --quant_model=false
      --nomodel_dir                 , --nomodel_dir
      --no                          , --no
      --optimize_o x                , --optimize_o x
      -help                         , --help
      -h                            , -h
      --json                        , --json
      a                             , a
      --                            , --
      """)
  void everySpellingBecomesOne(String given, String normalized) {
    assertEquals(normalized, String.join(" ", FlagSyntax.normalize(List.of(given.split(" ")))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "t", "1", "yes", "y", "True", "YES"})
  void theseWordsAreTrue(String word) {
    assertEquals(Optional.of(true), FlagSyntax.booleanValue(word));
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "f", "0", "no", "n", "False", "NO"})
  void theseWordsAreFalse(String word) {
    assertEquals(Optional.of(false), FlagSyntax.booleanValue(word));
  }

  @Test
  void otherWordsAreNeither() {
    assertEquals(Optional.empty(), FlagSyntax.booleanValue("maybe"));
    assertEquals(Optional.empty(), FlagSyntax.booleanValue(""));
  }
}
