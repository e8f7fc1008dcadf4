package dev.isobar.selftest;

import dev.isobar.spi.R2Assembly;
import dev.isobar.spi.R2Body;
import dev.isobar.spi.R2Driver;
import dev.isobar.spi.R2Facts;
import dev.isobar.spi.R2Meta;
import dev.isobar.spi.R2Precondition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Remembers in the process what a key holds, until this process changes it. */
class CachedR2 extends R2Over {
    final Map<String, R2Meta> known = new ConcurrentHashMap<>();
    private final Set<String> absent = ConcurrentHashMap.newKeySet();
    private final boolean remembersFound;
    private final boolean remembersAbsent;

    CachedR2(R2Driver good, boolean remembersFound, boolean remembersAbsent) {
        super(good);
        this.remembersFound = remembersFound;
        this.remembersAbsent = remembersAbsent;
    }

    @Override
    public @Nullable R2Meta head(String key) throws Exception {
        R2Meta before = known.get(key);
        if (remembersFound && before != null) {
            return before;
        }
        if (remembersAbsent && absent.contains(key)) {
            return null;
        }
        R2Meta found = good.head(key);
        if (found == null) {
            absent.add(key);
        } else {
            known.put(key, found);
        }
        return found;
    }

    @Override
    public @Nullable R2Meta put(String key, R2Body body, R2Facts facts, R2Precondition onlyIf) throws Exception {
        R2Meta stored = good.put(key, body, facts, onlyIf);
        forget(key);
        if (stored != null) {
            known.put(key, stored);
        }
        return stored;
    }

    @Override
    public void delete(List<String> keys) throws Exception {
        good.delete(keys);
        keys.forEach(this::forget);
    }

    @Override
    public @Nullable R2Meta completeUpload(String key, String uploadId, R2Assembly assembly) throws Exception {
        R2Meta made = good.completeUpload(key, uploadId, assembly);
        forget(key);
        return made;
    }

    private void forget(String key) {
        known.remove(key);
        absent.remove(key);
    }
}
