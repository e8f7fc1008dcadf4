package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.kv.KVNamespace;
import dev.isobar.kv.KvKey;
import dev.isobar.kv.KvListOptions;
import java.util.List;

/** Rules KV-LIST-01 to KV-LIST-09: how names are listed. */
abstract class KvListRules {
    @Rule("KV-LIST-01")
    void ordersNamesByTheirBytes(KVNamespace kv) {
        List<String> names = List.of("B", "a", "é", "～", "😀");
        names.forEach(name -> kv.put(name, "value"));

        List<String> listed =
                kv.list(KvListOptions.ALL).keys().stream().map(KvKey::name).toList();

        assertEquals(names, listed);
    }
}
