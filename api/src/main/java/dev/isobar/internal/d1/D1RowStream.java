package dev.isobar.internal.d1;

import dev.isobar.d1.D1Row;
import dev.isobar.internal.Uninterrupted;
import dev.isobar.spi.D1Driver.D1Cursor;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The rows of a cursor. It ends the cursor at the last row and at an error, and once more when the stream is closed. */
final class D1RowStream extends AbstractSpliterator<D1Row> {
    private final D1Cursor cursor;
    private final D1Errors errors;
    private final String operation;
    private boolean finished;
    private volatile boolean closed;

    private D1RowStream(D1Cursor cursor, D1Errors errors, String operation) {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
        this.cursor = cursor;
        this.errors = errors;
        this.operation = operation;
    }

    static Stream<D1Row> of(D1Cursor cursor, D1Errors errors, String operation) {
        D1RowStream rows = new D1RowStream(cursor, errors, operation);
        return StreamSupport.stream(rows, false).onClose(rows::close);
    }

    @Override
    public boolean tryAdvance(Consumer<? super D1Row> action) {
        if (closed) {
            throw new IllegalStateException("the stream of rows is closed");
        }
        List<@Nullable Object> values = finished ? null : next();
        if (values == null) {
            return false;
        }
        action.accept(new D1Row(cursor.columns(), values));
        return true;
    }

    private @Nullable List<@Nullable Object> next() {
        List<@Nullable Object> values = null;
        try {
            values = errors.<@Nullable List<@Nullable Object>>translated(operation, cursor::next);
            return values;
        } finally {
            if (values == null) {
                finished = true;
                end();
            }
        }
    }

    private void close() {
        closed = true;
        end();
    }

    private void end() {
        Uninterrupted.run(() -> errors.<@Nullable Object>released(operation, () -> {
            cursor.close();
            return null;
        }));
    }
}
