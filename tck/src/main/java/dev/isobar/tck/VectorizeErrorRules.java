package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.error.IsobarException;
import dev.isobar.error.Service;
import dev.isobar.vectorize.VectorizeIndex;
import java.util.List;
import org.junit.jupiter.api.function.Executable;

/** Rules VEC-70 and VEC-71: how a refusal reads. */
abstract class VectorizeErrorRules {
    private static final String LONG = "i".repeat(65);
    private static final String TOO_LONG = " (code = 40008): id too long; max is 64 bytes, got 65 bytes";

    @Rule("VEC-70")
    void framesTheTextWithOperationAndCode(VectorizeIndex index) {
        Refused.asTooMuch("40008", "VECTOR_INSERT_ERROR" + TOO_LONG, () -> index.insert(List.of(Vectors.any(LONG))));
        Refused.asTooMuch("40008", "VECTOR_UPSERT_ERROR" + TOO_LONG, () -> index.upsert(List.of(Vectors.any(LONG))));
        Refused.asTooMuch("40008", "VECTOR_GET_ERROR" + TOO_LONG, () -> index.getByIds(List.of(LONG)));
        Refused.asTooMuch("40008", "VECTOR_DELETE_ERROR" + TOO_LONG, () -> index.deleteByIds(List.of(LONG)));
        Refused.asTooMuch("40008", "VECTOR_QUERY_ERROR" + TOO_LONG, () -> index.queryById(LONG));
    }

    @Rule("VEC-70")
    void leavesTheParenthesisOutWithoutCode(VectorizeIndex index) {
        Refused.asInvalid(
                null,
                "VECTOR_QUERY_ERROR: min top K is 1, but got 0",
                () -> index.query(Vectors.EAST, Vectors.MANY.withTopK(0)));
    }

    @Rule("VEC-71")
    void namesTheCall(VectorizeIndex index) {
        assertNames("insert", () -> index.insert(List.of(Vectors.any(LONG))));
        assertNames("upsert", () -> index.upsert(List.of(Vectors.any(LONG))));
        assertNames("getByIds", () -> index.getByIds(List.of(LONG)));
        assertNames("deleteByIds", () -> index.deleteByIds(List.of(LONG)));
        assertNames("queryById", () -> index.queryById(LONG));
    }

    private static void assertNames(String operation, Executable call) {
        IsobarException refusal = assertThrows(IsobarException.class, call);
        assertEquals(operation, refusal.operation());
        assertEquals(Service.VECTORIZE, refusal.service());
        assertEquals(TckSubject.NAME, refusal.binding());
        assertEquals("40008", refusal.code());
        assertFalse(refusal.retryable());
    }
}
