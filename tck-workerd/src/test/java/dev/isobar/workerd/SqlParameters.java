package dev.isobar.workerd;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The values of one statement: bound to plain or numbered parameters, or written into its text. */
final class SqlParameters {
    /** How values get into a statement. */
    enum Style {
        WRITTEN,
        PLAIN,
        NUMBERED
    }

    private static final int MOST = 9;

    private final Dice dice;
    private final Style style;
    private final List<JsonNode> bound = new ArrayList<>();

    SqlParameters(Dice dice, Style style) {
        this.dice = dice;
        this.style = style;
    }

    /** The text that stands for a value. Texts are made in the order in which they stand in the statement. */
    String text(SqlValue value) {
        if (style == Style.WRITTEN || bound.size() == MOST || dice.chance(30)) {
            return value.literal();
        }
        if (style == Style.NUMBERED && !bound.isEmpty() && dice.chance(20)) {
            return "?" + dice.between(1, bound.size());
        }
        bound.add(value.bound());
        return style == Style.PLAIN ? "?" : "?" + bound.size();
    }

    List<JsonNode> bound() {
        return bound;
    }
}
