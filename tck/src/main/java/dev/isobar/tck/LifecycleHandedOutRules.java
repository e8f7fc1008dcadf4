package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.Env;
import dev.isobar.d1.D1Database;
import dev.isobar.d1.D1Row;
import dev.isobar.error.EnvClosedException;
import dev.isobar.error.Service;
import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2MultipartUpload;
import dev.isobar.r2.R2ObjectBody;
import dev.isobar.spi.Capability;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Objects;
import java.util.stream.Stream;

/** Rule ENV-CLOSE-06: what an environment had handed out ends with it. */
abstract class LifecycleHandedOutRules {
    private static final String ROWS =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5)" + " SELECT i FROM n";

    @Rule("ENV-CLOSE-06")
    void endsBodies(EnvLifecycle subject) throws IOException {
        R2Bucket files = subject.env().r2(subject.binding(Service.R2));
        files.put("a.txt", "open");
        R2ObjectBody unread = Objects.requireNonNull(files.get("a.txt"));
        R2ObjectBody other = Objects.requireNonNull(files.get("a.txt"));
        InputStream half = other.body();
        half.read();

        subject.close(subject.env());

        assertThrows(EnvClosedException.class, unread::text);
        assertInstanceOf(
                EnvClosedException.class,
                assertThrows(IOException.class, half::readAllBytes).getCause());
        assertDoesNotThrow(unread::close);
        assertDoesNotThrow(other::close);
    }

    @Rule("ENV-CLOSE-06")
    void endsUploads(EnvLifecycle subject) {
        R2MultipartUpload upload = subject.env().r2(subject.binding(Service.R2)).createMultipartUpload("a.txt");

        subject.close(subject.env());

        assertThrows(EnvClosedException.class, () -> upload.uploadPart(1, "open"));
    }

    @Rule("ENV-CLOSE-06")
    void endsRows(EnvLifecycle subject) {
        D1Database db = subject.env().d1(subject.binding(Service.D1));
        Stream<D1Row> rows = db.prepare(ROWS).stream();
        Iterator<D1Row> each = rows.iterator();
        each.next();

        subject.close(subject.env());

        assertThrows(EnvClosedException.class, each::next);
        assertDoesNotThrow(rows::close);
    }

    @Rule(value = "ENV-CLOSE-06", needs = Capability.D1_TRANSACTIONS)
    void undoesTransactions(EnvLifecycle subject) {
        Env env = subject.env();
        D1Database db = env.d1(subject.binding(Service.D1));
        db.exec("CREATE TABLE IF NOT EXISTS orders (id INTEGER)");

        assertThrows(
                EnvClosedException.class,
                () -> db.transaction(inside -> {
                    inside.exec("INSERT INTO orders VALUES (1)");
                    env.close();
                    assertThrows(EnvClosedException.class, () -> inside.exec("INSERT INTO orders VALUES (2)"));
                    return "done";
                }));

        D1Database again = subject.open().d1(subject.binding(Service.D1));
        again.exec("CREATE TABLE IF NOT EXISTS orders (id INTEGER)");
        assertEquals(0, again.prepare("SELECT count(*) AS n FROM orders").first("n", Integer.class));
    }
}
