package dev.isobar.internal.d1;

import dev.isobar.d1.D1DatabaseSession;
import dev.isobar.d1.D1PreparedStatement;
import dev.isobar.d1.D1Result;
import dev.isobar.d1.D1Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A session over any driver: its requests carry and move its position. */
final class PortableD1DatabaseSession implements D1DatabaseSession {
    private final D1Executor requests;
    private final D1Position position;

    PortableD1DatabaseSession(D1Executor requests, D1Position position) {
        this.requests = requests;
        this.position = position;
    }

    @Override
    public D1PreparedStatement prepare(String sql) {
        return new PortableD1PreparedStatement(requests, sql, List.of());
    }

    @Override
    public List<D1Result<D1Row>> batch(List<? extends D1PreparedStatement> statements) {
        return requests.batch(statements);
    }

    @Override
    public @Nullable String getBookmark() {
        return position.bookmark();
    }
}
