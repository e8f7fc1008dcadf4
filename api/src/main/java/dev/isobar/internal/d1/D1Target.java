package dev.isobar.internal.d1;

import dev.isobar.spi.D1Driver.D1Cursor;
import dev.isobar.spi.D1Driver.D1Rows;
import dev.isobar.spi.D1Driver.D1Statement;
import java.util.List;

/** Where statements run: on the database, in a session, or in a transaction. */
interface D1Target {
    List<D1Rows> execute(String operation, List<D1Statement> statements);

    D1Cursor stream(String operation, D1Statement statement);

    /** Fails if no call may be made here, now. */
    void check(String operation);
}
