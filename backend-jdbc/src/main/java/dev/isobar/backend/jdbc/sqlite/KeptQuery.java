package dev.isobar.backend.jdbc.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A query for one number, compiled once. */
final class KeptQuery {
    private final Connection connection;
    private final String sql;
    private PreparedStatement statement;

    KeptQuery(Connection connection, String sql) throws SQLException {
        this.connection = connection;
        this.sql = sql;
        this.statement = connection.prepareStatement(sql);
    }

    long get() throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException failed) {
            // The JDBC driver finalizes a statement that has failed; it could never run again.
            statement = connection.prepareStatement(sql);
            throw failed;
        }
    }
}
