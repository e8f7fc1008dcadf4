package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2Conditional;
import dev.isobar.r2.R2GetOptions;
import dev.isobar.r2.R2Object;
import dev.isobar.r2.R2ObjectBody;
import dev.isobar.r2.R2Objects;
import dev.isobar.r2.R2Range;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Objects as the texts that rules speak of. */
final class R2Text {
    private R2Text() {}

    static String of(R2Bucket bucket, String key) {
        return of(bucket.get(key));
    }

    static String of(R2Bucket bucket, String key, R2Range range) {
        return of(bucket.get(key, R2GetOptions.NONE.withRange(range)));
    }

    private static String of(@Nullable R2ObjectBody body) {
        assertNotNull(body);
        try (R2ObjectBody open = Objects.requireNonNull(body)) {
            return open.text();
        }
    }

    /** Reads what is known of an object that must be there. */
    static R2Object head(R2Bucket bucket, String key) {
        R2Object found = bucket.head(key);
        assertNotNull(found);
        return Objects.requireNonNull(found);
    }

    /** Whether a get under this condition has a body. */
    static boolean passes(R2Bucket bucket, String key, R2Conditional onlyIf) {
        R2Object found = bucket.get(key, onlyIf);
        assertNotNull(found);
        if (found instanceof R2ObjectBody body) {
            body.close();
            return true;
        }
        return false;
    }

    static List<String> keys(R2Objects page) {
        return page.objects().stream().map(R2Object::key).toList();
    }
}
