package dev.isobar.workerd;

import java.util.List;

/**
 * Expressions over the columns of one row. Divisors are powers of two, so that quotients are exact: engines write others
 * as text each in its own way (row "{@code quote} of a fraction"). Nor is there {@code concat_ws} (row of that name).
 */
final class SqlExpressions {
    private final Dice dice;
    private final SqlParameters parameters;
    private final List<String> columns;

    SqlExpressions(Dice dice, SqlParameters parameters, List<String> columns) {
        this.dice = dice;
        this.parameters = parameters;
        this.columns = columns;
    }

    String any(int depth) {
        return switch (depth == 0 ? dice.between(0, 1) : dice.between(0, 9)) {
            case 0 -> column();
            case 1 -> value(SqlValue.any(dice));
            case 2, 3 -> number(depth);
            case 4, 5 -> text(depth);
            case 6 -> cast(depth);
            case 7 -> choice(depth);
            case 8 -> json(depth);
            default -> "(" + condition(depth - 1) + ")";
        };
    }

    private String column() {
        return columns.isEmpty() ? value(SqlValue.any(dice)) : dice.oneOf(columns);
    }

    private String value(SqlValue value) {
        return parameters.text(value);
    }

    private String number(int depth) {
        if (depth == 0) {
            return dice.chance(60) ? column() : value(SqlValue.number(dice));
        }
        return switch (dice.between(0, 7)) {
            case 0, 1 -> "(" + number(depth - 1) + dice.oneOf(" + ", " - ", " * ", " % ") + number(0) + ")";
            case 2 -> "(" + number(depth - 1) + " / " + dice.oneOf("2", "4.0", "-1", "0") + ")";
            case 3 ->
                "(" + number(depth - 1) + dice.oneOf(" & ", " | ", " << ", " >> ") + value(SqlValue.number(dice)) + ")";
            case 4 ->
                dice.oneOf("abs", "sign", "round", "floor", "ceil", "-", "+", "~") + "(" + number(depth - 1) + ")";
            case 5 -> dice.oneOf("length", "octet_length", "unicode") + "(" + any(depth - 1) + ")";
            case 6 -> "instr(" + text(depth - 1) + ", " + text(0) + ")";
            default -> dice.oneOf("min", "max") + "(" + any(depth - 1) + ", " + any(0) + ")";
        };
    }

    private String text(int depth) {
        if (depth == 0) {
            return dice.chance(60) ? column() : value(SqlValue.text(dice));
        }
        return switch (dice.between(0, 8)) {
            case 0 -> "(" + text(depth - 1) + " || " + any(0) + ")";
            case 1 -> dice.oneOf("lower", "upper", "trim", "ltrim", "rtrim") + "(" + text(depth - 1) + ")";
            case 2 ->
                "substr(" + text(depth - 1) + ", " + dice.oneOf(0, 1, 2, -2) + dice.oneOf("", ", 1", ", -1") + ")";
            case 3 -> "replace(" + text(depth - 1) + ", " + value(SqlValue.text(dice)) + ", " + text(0) + ")";
            case 4 -> dice.oneOf("hex", "quote", "typeof") + "(" + any(depth - 1) + ")";
            case 5 ->
                "printf(" + dice.oneOf("'%d|%s'", "'%5d %.2f'", "'%-4s%c'", "'%q %%'") + ", " + any(0) + ", " + any(0)
                        + ")";
            case 6 -> "concat(" + any(0) + ", " + any(0) + ")";
            case 7 ->
                dice.oneOf("date(", "datetime(", "strftime('%Y-%j', ") + "'2024-01-31'"
                        + dice.oneOf("", ", '+1 month'", ", 'weekday 1'", ", 'nonsense'") + ")";
            default -> "char(" + value(SqlValue.number(dice)) + ", 65)";
        };
    }

    private String cast(int depth) {
        return "CAST(" + any(depth - 1) + " AS " + dice.oneOf("TEXT", "INTEGER", "REAL", "NUMERIC", "BLOB") + ")";
    }

    private String choice(int depth) {
        return switch (dice.between(0, 4)) {
            case 0 -> "CASE WHEN " + condition(depth - 1) + " THEN " + any(0) + dice.oneOf("", " ELSE 'no'") + " END";
            case 1 -> "CASE " + any(0) + " WHEN " + any(0) + " THEN " + any(0) + " ELSE " + any(depth - 1) + " END";
            case 2 -> dice.oneOf("coalesce", "ifnull", "nullif") + "(" + any(depth - 1) + ", " + any(0) + ")";
            case 3 -> "iif(" + condition(depth - 1) + ", " + any(0) + ", " + any(0) + ")";
            default -> "(" + any(depth - 1) + dice.oneOf(" COLLATE NOCASE", " COLLATE BINARY", "") + ")";
        };
    }

    private String json(int depth) {
        return switch (dice.between(0, 5)) {
            case 0 -> "json_array(" + number(0) + ", " + value(SqlValue.text(dice)) + ")";
            case 1 -> "json_object('k', " + number(depth - 1) + ", 'l', " + value(SqlValue.text(dice)) + ")";
            case 2 ->
                "('{\"a\":[1,2.5,null],\"b\":\"x\"}' " + dice.oneOf("->", "->>") + " "
                        + dice.oneOf("'$.a'", "'b'", "'$.a[1]'", "'$.nope'", "'$['") + ")";
            case 3 -> "json_extract('[10,{\"x\":true}]', " + dice.oneOf("'$[0]'", "'$[1].x'", "'$[#-1]'") + ")";
            case 4 -> dice.oneOf("json_valid", "json_type", "json_array_length", "json") + "(" + text(0) + ")";
            default -> "json_set('{\"a\":1}', '$.b', " + value(SqlValue.number(dice)) + ")";
        };
    }

    String condition(int depth) {
        if (depth <= 0) {
            return column() + dice.oneOf(" = ", " <> ", " < ", " >= ", " IS ", " IS NOT ") + value(SqlValue.any(dice));
        }
        return switch (dice.between(0, 7)) {
            case 0 -> any(depth - 1) + dice.oneOf(" IS NULL", " NOTNULL");
            case 1 ->
                column()
                        + dice.oneOf(" LIKE ", " NOT LIKE ", " GLOB ")
                        + value(SqlValue.text(dice.oneOf("a%", "_b_", "%'%", "[a-c]*", "*")));
            case 2 -> any(depth - 1) + " BETWEEN " + any(0) + " AND " + any(0);
            case 3 -> any(depth - 1) + dice.oneOf(" IN (", " NOT IN (") + any(0) + ", " + any(0) + ")";
            case 4 -> "NOT (" + condition(depth - 1) + ")";
            case 5, 6 -> "(" + condition(depth - 1) + dice.oneOf(" AND ", " OR ") + condition(0) + ")";
            default -> any(depth - 1) + dice.oneOf(" = ", " < ", " >= ", " IS NOT DISTINCT FROM ") + any(0);
        };
    }
}
