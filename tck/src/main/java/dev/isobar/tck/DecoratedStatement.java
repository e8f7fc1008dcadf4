package dev.isobar.tck;

import dev.isobar.d1.D1PreparedStatement;
import dev.isobar.d1.D1RawOptions;
import dev.isobar.d1.D1Result;
import dev.isobar.d1.D1Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement as an application decorates it. */
record DecoratedStatement(D1PreparedStatement statement) implements D1PreparedStatement {
    @Override
    public String sql() {
        return statement.sql();
    }

    @Override
    public List<@Nullable Object> parameters() {
        return statement.parameters();
    }

    @Override
    public D1PreparedStatement bind(@Nullable Object @Nullable ... values) {
        return new DecoratedStatement(statement.bind(values));
    }

    @Override
    public @Nullable D1Row first() {
        return statement.first();
    }

    @Override
    public @Nullable Object first(String column) {
        return statement.first(column);
    }

    @Override
    public <T> @Nullable T first(String column, Class<T> type) {
        return statement.first(column, type);
    }

    @Override
    public <T> @Nullable T first(Class<T> type) {
        return statement.first(type);
    }

    @Override
    public D1Result<D1Row> run() {
        return statement.run();
    }

    @Override
    public D1Result<D1Row> all() {
        return statement.all();
    }

    @Override
    public <T> D1Result<T> all(Class<T> type) {
        return statement.all(type);
    }

    @Override
    public List<List<@Nullable Object>> raw(D1RawOptions options) {
        return statement.raw(options);
    }
}
