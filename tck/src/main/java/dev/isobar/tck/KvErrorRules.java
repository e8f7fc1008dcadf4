package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.error.IsobarException;
import dev.isobar.error.LimitExceededException;
import dev.isobar.error.Service;
import dev.isobar.kv.KVNamespace;
import dev.isobar.kv.KvListOptions;
import dev.isobar.kv.KvPutOptions;
import dev.isobar.kv.KvType;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.function.Executable;

/** Rule KV-ERR-01: how a refusal reads. */
abstract class KvErrorRules {
    private static final String LONG = "k".repeat(513);

    @Rule("KV-ERR-01")
    void namesTheCall(KVNamespace kv) {
        assertNames("get", () -> kv.get(LONG));
        assertNames("getWithMetadata", () -> kv.getWithMetadata(LONG));
        assertNames("get", () -> kv.get(List.of(LONG), KvType.TEXT));
        assertNames("getWithMetadata", () -> kv.getWithMetadata(List.of(LONG), KvType.TEXT));
        assertNames("put", () -> kv.put(LONG, "value"));
        assertNames("delete", () -> kv.delete(LONG));
        assertNames("list", () -> kv.list(KvListOptions.ALL.withPrefix(LONG)));
    }

    private static void assertNames(String operation, Executable call) {
        IsobarException refusal = assertThrows(LimitExceededException.class, call);
        assertEquals(operation, refusal.operation());
        assertEquals(Service.KV, refusal.service());
        assertEquals(TckSubject.NAME, refusal.binding());
        assertFalse(refusal.retryable());
    }

    @Rule("KV-ERR-01")
    void framesTheTextWithItsStatus(KVNamespace kv) {
        Refused.asTooMuch(
                "414",
                "KV GET failed: 414 UTF-8 encoded length of 513 exceeds key length limit of 512.",
                () -> kv.getWithMetadata(LONG));
        Refused.asTooMuch(
                "413",
                "KV PUT failed: 413 Metadata length of 2002 exceeds limit of 1024.",
                () -> kv.put("key", "value", KvPutOptions.NONE.withMetadata("m".repeat(2_000))));
        Refused.asTooMuch(
                "400",
                "KV GET_BULK failed: 400 You can request a maximum of 100 keys",
                () -> kv.get(Collections.nCopies(101, "key"), KvType.TEXT));
        Refused.asInvalid(
                "400", "KV GET_BULK failed: 400 Key names must not be empty", () -> kv.get(List.of(""), KvType.TEXT));
    }
}
