package dev.isobar.backend.jdbc.sqlite.offset;

import dev.isobar.spi.support.SqlStatement;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tokens from one index to another, both included. */
public record TokenSpan(int first, int last) {
    /** A name that nothing has, and that says where it stands. */
    public String probe() {
        return "isobar_probe_" + first;
    }

    /** The statement with other words in place of some spans; null keeps what stands there. */
    public static String replaced(
            SqlStatement statement, List<TokenSpan> spans, Function<TokenSpan, @Nullable String> replacement) {
        StringBuilder text = new StringBuilder();
        int position = 0;
        for (TokenSpan span : spans) {
            String words = replacement.apply(span);
            if (words != null) {
                text.append(
                                statement.sql(),
                                position,
                                statement.tokens().get(span.first).start())
                        .append(' ')
                        .append(words)
                        .append(' ');
                position = statement.tokens().get(span.last).end();
            }
        }
        return text.append(statement.sql().substring(position)).toString();
    }
}
