package dev.isobar.workerd;

import java.util.ArrayList;
import java.util.List;

/** The tables that a scenario has asked for, by few names, so that names meet again. */
final class SqlSchema {
    static final String SEARCH = "docs";
    static final String VIEW = "v";

    /** A table that every scenario begins with. */
    static final SqlTable BASE = new SqlTable("base", List.of("a", "b"), true);

    private static final List<String> NAMES = List.of("t0", "t1", "t2");

    private final Dice dice;
    private final List<SqlTable> tables = new ArrayList<>(List.of(BASE));

    SqlSchema(Dice dice) {
        this.dice = dice;
    }

    /** A name, more likely of a table that was not asked for yet. */
    String newName() {
        return tables.size() <= NAMES.size() && dice.chance(90) ? NAMES.get(tables.size() - 1) : dice.oneOf(NAMES);
    }

    SqlTable table() {
        return dice.oneOf(tables);
    }

    /** Remembers a table as it is now; a second one of a name is refused, and the first stays. */
    void add(SqlTable table) {
        if (tables.stream().noneMatch(other -> other.name().equals(table.name()))) {
            tables.add(table);
        }
    }

    void replace(SqlTable before, SqlTable after) {
        tables.set(tables.indexOf(before), after);
    }

    void remove(SqlTable table) {
        if (!table.name().equals(BASE.name())) {
            tables.remove(table);
        }
    }
}
