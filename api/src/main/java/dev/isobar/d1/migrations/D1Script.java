package dev.isobar.d1.migrations;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The statements of a file, split at semicolons that end one: not in quotes, comments, triggers' bodies and CASE. CRLF
 * outside quotes becomes LF. A pair of BEGIN TRANSACTION and COMMIT is left out.
 */
final class D1Script {
    private static final int WORDS_OF_INTEREST = 4;

    private final String text;
    private final List<String> statements = new ArrayList<>();
    private final StringBuilder statement = new StringBuilder();
    private final List<String> words = new ArrayList<>();
    private int position;
    private int depth;
    private int transactions;
    private boolean code;

    private D1Script(String text) {
        this.text = text;
    }

    static D1Script of(String text) {
        D1Script script = new D1Script(text);
        while (script.position < text.length()) {
            script.step();
        }
        script.end();
        return script;
    }

    /** The statements, each with the comments before it and its semicolon. */
    List<String> statements() {
        return statements;
    }

    /** How many transactions the file begins by itself. */
    int transactions() {
        return transactions;
    }

    private void step() {
        char c = text.charAt(position);
        if (c == ';' && depth == 0) {
            take(1);
            end();
        } else if (c == '\'' || c == '"' || c == '`') {
            quoted(String.valueOf(c));
        } else if (c == '[') {
            quoted("]");
        } else if (text.startsWith("--", position)) {
            comment("\n");
        } else if (text.startsWith("/*", position)) {
            comment("*/");
        } else if (c == '$') {
            dollar();
        } else if (Character.isLetter(c) || c == '_') {
            word();
        } else if (text.startsWith("\r\n", position)) {
            position++;
        } else {
            code |= !Character.isWhitespace(c) && c != ';';
            take(1);
        }
    }

    private void take(int characters) {
        int end = Math.min(text.length(), position + characters);
        statement.append(text, position, end);
        position = end;
    }

    /** Takes up to the next occurrence of an end that is not before {@code from}; to the end of the text if it is missing. */
    private void takeThrough(String end, int from) {
        int found = text.indexOf(end, from);
        take(found < 0 ? text.length() - position : found + end.length() - position);
    }

    private void quoted(String end) {
        code = true;
        takeThrough(end, position + 1);
    }

    private void comment(String end) {
        int start = statement.length();
        takeThrough(end, position + 2);
        String lines = statement.substring(start).replace("\r\n", "\n");
        statement.replace(start, statement.length(), lines);
    }

    private void dollar() {
        int end = position + 1;
        while (end < text.length() && isWordPart(text.charAt(end))) {
            end++;
        }
        boolean tag = end < text.length() && text.charAt(end) == '$';
        code = true;
        if (tag) {
            takeThrough(text.substring(position, end + 1), end + 1);
        } else {
            take(end - position);
        }
    }

    private void word() {
        int end = position;
        while (end < text.length() && isWordPart(text.charAt(end))) {
            end++;
        }
        String word = text.substring(position, end).toUpperCase(Locale.ROOT);
        code = true;
        if (words.size() < WORDS_OF_INTEREST) {
            words.add(word);
        }
        if (word.equals("CASE") || (word.equals("BEGIN") && isTrigger())) {
            depth++;
        } else if (word.equals("END") && depth > 0) {
            depth--;
        }
        take(end - position);
    }

    private boolean isTrigger() {
        int trigger = words.indexOf("TRIGGER");
        return words.get(0).equals("CREATE") && (trigger == 1 || trigger == 2);
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private void end() {
        boolean begin = words.equals(List.of("BEGIN", "TRANSACTION"));
        boolean commit = words.equals(List.of("COMMIT"));
        if (begin) {
            transactions++;
        }
        boolean ofTheFile = transactions == 1 && (begin || commit);
        if (ofTheFile) {
            statement.setLength(0);
        } else if (code) {
            statements.add(statement.toString().strip());
            statement.setLength(0);
        } else if (statement.toString().endsWith(";")) {
            statement.setLength(statement.length() - 1);
        }
        words.clear();
        code = false;
        depth = 0;
    }
}
