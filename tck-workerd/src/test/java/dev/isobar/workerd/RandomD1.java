package dev.isobar.workerd;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Random calls of D1: tables first, then rows, questions, batches, and now and then a mistake. */
final class RandomD1 implements RandomSteps {
    private final Dice dice;
    private final SqlSchema schema;
    private final SqlDefinitions definitions;
    private final SqlChanges changes;
    private final SqlQueries queries;
    private final SqlMistakes mistakes;
    private int made;
    private boolean inSession;
    private @Nullable SqlParameters prepared;

    RandomD1(Dice dice) {
        this.dice = dice;
        schema = new SqlSchema(dice);
        definitions = new SqlDefinitions(dice, schema);
        changes = new SqlChanges(dice, schema);
        queries = new SqlQueries(dice, schema);
        mistakes = new SqlMistakes(dice, schema);
    }

    @Override
    public Step next() {
        int number = made++;
        if (number < 2) {
            return first(number);
        }
        if (number < 4) {
            return Step.of("run").with("sql", definitions.table());
        }
        return switch (dice.between(0, 20)) {
            case 0, 1, 2 -> Step.of("exec").with("sql", script());
            case 3, 4, 5 -> batch(Step.of("batch"));
            case 6 -> prepare();
            case 7 -> session();
            case 8 -> single(Step.of("first")).with("column", dice.oneOf("a", "x0", "n", "nope"));
            case 9, 10 -> raw();
            case 11 -> Step.of(dice.oneOf("all", "run")).with("sql", changes.document(written()));
            default -> single(Step.of(dice.oneOf("all", "run", "first")));
        };
    }

    /** The runtime itself writes once, after the first commit; from the first insert on the id of the last row is fixed. */
    private static Step first(int number) {
        return number == 0
                ? Step.of("exec").with("sql", "CREATE TABLE base (a INTEGER PRIMARY KEY, b)")
                : Step.of("run").with("sql", "INSERT INTO base VALUES (7, 'x')");
    }

    private Step prepare() {
        SqlParameters parameters = new SqlParameters(dice, SqlParameters.Style.PLAIN);
        prepared = parameters;
        return Step.of("prepare").with("sql", queries.query(parameters)).saved("p");
    }

    /** With as many values as it wants: whether their number or the schema is looked at first depends (row "run again"). */
    private Step again(Step step, SqlParameters parameters) {
        step.with("statement", Forms.reference("p"));
        return parameters.bound().isEmpty() ? step : step.with("bind", Forms.array(parameters.bound()));
    }

    private SqlParameters written() {
        return new SqlParameters(dice, SqlParameters.Style.WRITTEN);
    }

    /** Without names of columns for ALTER, which has some in one engine and none in another (row {@code ALTER TABLE}). */
    private Step raw() {
        Step step = single(Step.of("raw"));
        return dice.chance(60) && !step.json().toString().contains("ALTER")
                ? step.with("options", Forms.members().put("columnNames", dice.chance(80)))
                : step;
    }

    private Step single(Step step) {
        if (prepared != null && dice.chance(10)) {
            return again(step, prepared);
        }
        statement().properties().forEach(member -> step.with(member.getKey(), member.getValue()));
        return step;
    }

    /** The text of a statement and the values of its parameters, which are now and then too many or too few. */
    private ObjectNode statement() {
        SqlParameters parameters = new SqlParameters(
                dice, dice.oneOf(SqlParameters.Style.PLAIN, SqlParameters.Style.NUMBERED, SqlParameters.Style.WRITTEN));
        ObjectNode statement = Forms.members().put("sql", sql(parameters));
        List<JsonNode> bound = new ArrayList<>(parameters.bound());
        if (dice.chance(2)) {
            bound.add(Forms.of("one more"));
        } else if (dice.chance(2) && !bound.isEmpty()) {
            bound.remove(0);
        }
        if (!bound.isEmpty() || dice.chance(10)) {
            statement.set("bind", Forms.array(bound));
        }
        return statement;
    }

    private String sql(SqlParameters parameters) {
        int kind = dice.between(0, 99);
        if (kind < 6) {
            return mistakes.mistake();
        } else if (kind < 16) {
            return definitions.definition();
        } else if (kind < 55) {
            return changes.change(parameters);
        } else if (kind < 60) {
            return several(parameters);
        }
        return queries.query(parameters) + dice.oneOf("", "", "", ";", " -- end", "; ");
    }

    /**
     * Several statements in one text, of which only the last may have parameters, and only the last gives rows: the
     * runtime reads no more than one row of the others, and stays at it (row "several statements in one text").
     */
    private String several(SqlParameters parameters) {
        String first = dice.chance(15) ? definitions.definition() : changes.quiet(written());
        return first + dice.oneOf(";", "; ", ";\n") + queries.query(parameters);
    }

    private String script() {
        List<String> lines = new ArrayList<>();
        for (int left = dice.between(1, 4); left > 0; left--) {
            lines.add(line());
        }
        return String.join(dice.oneOf("\n", "\n\n", ";\n", "\r\n"), lines);
    }

    private String line() {
        return switch (dice.between(0, 19)) {
            case 0 -> mistakes.mistake();
            case 1, 2, 3 -> definitions.definition();
            case 4, 5, 6 -> queries.query(written());
            case 7 -> changes.quiet(written()) + "; " + changes.change(written());
            default -> changes.change(written());
        };
    }

    private Step batch(Step step) {
        List<ObjectNode> statements = new ArrayList<>();
        for (int left = dice.between(1, 5); left > 0; left--) {
            statements.add(statement());
        }
        return step.with("statements", Forms.array(statements));
    }

    private Step session() {
        int kind = inSession ? dice.between(0, 5) : dice.between(0, 1);
        inSession = true;
        return switch (kind) {
            case 0 -> Step.of("withSession").saved("s");
            case 1 ->
                Step.of("withSession")
                        .with("constraint", dice.oneOf("first-primary", "first-unconstrained", " "))
                        .saved("s");
            case 2 -> Step.of("getBookmark").with("session", Forms.reference("s"));
            case 3 -> single(Step.of("all").with("session", Forms.reference("s")));
            default -> batch(Step.of("batch").with("session", Forms.reference("s")));
        };
    }
}
