package dev.isobar.d1;

import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Rows in memory as a stream that refuses to go on after it was closed, as one does that reads from a database. */
final class HeldRows<T> implements Iterator<T> {
    private final Iterator<T> rows;
    private volatile boolean closed;

    private HeldRows(List<T> rows) {
        this.rows = rows.iterator();
    }

    static <T> Stream<T> stream(List<T> rows) {
        HeldRows<T> held = new HeldRows<>(rows);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(held, Spliterator.ORDERED), false)
                .onClose(() -> held.closed = true);
    }

    @Override
    public boolean hasNext() {
        if (closed) {
            throw new IllegalStateException("the stream of rows is closed");
        }
        return rows.hasNext();
    }

    @Override
    public T next() {
        return rows.next();
    }
}
