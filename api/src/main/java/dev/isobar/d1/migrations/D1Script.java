package dev.isobar.d1.migrations;

import dev.isobar.spi.support.SqlStatement;
import dev.isobar.spi.support.SqlToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The statements of a file. CRLF outside quotes becomes LF. A pair of BEGIN TRANSACTION and COMMIT is left out.
 *
 * @param statements each from its first word to its semicolon
 * @param complete whether the last one has its semicolon
 * @param transactions how many transactions the file begins by itself
 */
record D1Script(List<String> statements, boolean complete, int transactions) {
    /** Leaves out the SQL. */
    @Override
    public String toString() {
        return "D1Script[" + statements.size() + " statements]";
    }

    static D1Script of(String text) {
        List<String> statements = new ArrayList<>();
        boolean complete = true;
        int transactions = 0;
        // With the line feed "/*" at the very end begins a comment; without it, it would be two operators.
        SqlStatement statement = SqlStatement.firstOfFile(text + "\n");
        while (!statement.tokens().isEmpty()) {
            List<String> words = words(statement);
            boolean begin = words.equals(List.of("BEGIN", "TRANSACTION"));
            transactions += begin ? 1 : 0;
            if (transactions != 1 || !(begin || words.equals(List.of("COMMIT")))) {
                statements.add(text(statement));
            }
            complete = statement.isClosed();
            statement = SqlStatement.firstOfFile(statement.rest());
        }
        return new D1Script(statements, complete, transactions);
    }

    private static List<String> words(SqlStatement statement) {
        return statement.tokens().stream()
                .limit(3)
                .map(token -> token.text().toUpperCase(Locale.ROOT))
                .toList();
    }

    private static String text(SqlStatement statement) {
        StringBuilder text = new StringBuilder();
        int position = statement.tokens().get(0).start();
        for (SqlToken token : statement.tokens()) {
            text.append(between(statement.sql().substring(position, token.start())))
                    .append(token.text());
            position = token.end();
        }
        return statement.isClosed()
                ? text.append(between(statement.sql().substring(position))).toString()
                : text.toString();
    }

    private static String between(String blanksAndComments) {
        return blanksAndComments.replace("\r\n", "\n");
    }
}
