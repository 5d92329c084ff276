package io.seqlab.config.handin;

import static io.seqlab.config.schema.InvalidSpecException.require;

import io.seqlab.config.claim.AvailableMeasures;
import io.seqlab.config.schema.Default;
import io.seqlab.config.schema.Doc;
import io.seqlab.config.schema.Require;
import io.seqlab.config.schema.TypeName;
import java.util.List;
import java.util.function.Function;

/** An item of a hand-in sheet. */
public sealed interface HandinItem {
  /** Calls the function for this type of item. */
  <T> T match(Cases<T> cases);

  /**
   * One function for each type of item, so that a new type must be handled wherever types differ.
   */
  record Cases<T>(
      Function<Table, T> table,
      Function<Curve, T> curve,
      Function<Attention, T> attention,
      Function<Examples, T> examples,
      Function<Parameters, T> parameters,
      Function<Published, T> published,
      Function<Search, T> search,
      Function<Question, T> question) {}

  @TypeName("table")
  @Doc("Results of each model, means over seeds")
  record Table(
      @Doc(
              "Metrics of the study and columns of results.csv, such as [bleu, seconds]; a learning curve, such as valid_loss, is its best value")
          List<String> columns)
      implements HandinItem {
    public Table {
      Require.distinct("columns", columns);
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.table().apply(this);
    }
  }

  @TypeName("curve")
  @Doc("A figure for each measure, with a line for each model")
  record Curve(
      @Doc("Measures, such as [train_loss, valid_bleu]") List<String> measures,
      @Doc(
              "x axis: step, epochs or seconds of training; a dimension of the measure, such as source_length; or a key of the grid with numeric values")
          @Default("step")
          String over)
      implements HandinItem {
    public Curve {
      Require.distinct("measures", measures);
      require(!over.isBlank(), "over", "over must name the x axis, such as step");
    }

    /** The dimension of the measures. */
    public String dimension() {
      return ElapsedUnit.ofKey(over).isPresent() ? AvailableMeasures.STEP : over;
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.curve().apply(this);
    }
  }

  @TypeName("attention")
  @Doc("Attention heatmaps of the first test examples; report.attention must be at least as many")
  record Attention(@Doc("Number of examples") @Default("1") int examples) implements HandinItem {
    public Attention {
      Require.positive("examples", examples);
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.attention().apply(this);
    }
  }

  @TypeName("examples")
  @Doc("Test examples that each model answers right and wrong, the first of each")
  record Examples(
      @Doc("Number of outputs equal to the reference") @Default("3") int right,
      @Doc("Number of other outputs") @Default("3") int wrong)
      implements HandinItem {
    private static final int MAX = 100;

    public Examples {
      Require.nonNegative("right", right);
      Require.nonNegative("wrong", wrong);
      Require.upTo("right", Math.max(1, right), MAX);
      Require.upTo("wrong", Math.max(1, wrong), MAX);
      require(right + wrong > 0, "right", "right and wrong are 0; ask for at least one example");
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.examples().apply(this);
    }
  }

  @TypeName("parameters")
  @Doc("The shape and size of each parameter of each model, and their sum")
  record Parameters() implements HandinItem {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.parameters().apply(this);
    }
  }

  @TypeName("published")
  @Doc("Published values beside the reproduced ones")
  record Published() implements HandinItem {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.published().apply(this);
    }
  }

  @TypeName("search")
  @Doc("The chosen values, cost and figures of the search")
  record Search() implements HandinItem {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.search().apply(this);
    }
  }

  @TypeName("question")
  @Doc("A question of the exercise, with space for the answer; it is never answered")
  record Question(@Doc("The question, in own words") String text) implements HandinItem {
    public Question {
      require(!text.isBlank(), "text", "text must be the question");
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.question().apply(this);
    }
  }
}
