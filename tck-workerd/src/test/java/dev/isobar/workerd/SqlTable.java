package dev.isobar.workerd;

import java.util.List;

/** A table as it was asked for; whether it exists is for the runtime to say. */
record SqlTable(String name, List<String> columns, boolean rowids) {
    String column(Dice dice) {
        return dice.oneOf(columns);
    }

    /** Names of columns as they are written behind an alias. */
    List<String> columns(String alias) {
        return columns.stream().map(column -> alias + "." + column).toList();
    }
}
