package dev.isobar.internal.vectorize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.LimitExceededException;
import dev.isobar.error.Service;
import dev.isobar.error.TimedOutException;
import dev.isobar.error.UnavailableException;
import dev.isobar.internal.DriverCalls;
import dev.isobar.spi.MetadataCondition;
import dev.isobar.spi.MetadataValue;
import dev.isobar.spi.VectorizeDriver.VectorMatch;
import dev.isobar.spi.VectorizeDriver.VectorQuery;
import dev.isobar.spi.VectorizeDriver.VectorRecord;
import dev.isobar.spi.VectorizeDriver.Wanted;
import dev.isobar.vectorize.ReturnMetadata;
import dev.isobar.vectorize.VectorizeIndex;
import dev.isobar.vectorize.VectorizeLimits;
import dev.isobar.vectorize.VectorizeQueryOptions;
import dev.isobar.vectorize.VectorizeVector;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the portable class does with metadata, dimensions and interrupts. */
class PortableVectorizeIndexTest {
    private static final VectorizeQueryOptions ALL = VectorizeQueryOptions.NONE.withReturnMetadata(ReturnMetadata.ALL);

    private final FakeIndex driver = new FakeIndex(0, 3);

    private static VectorizeIndex over(FakeIndex driver) {
        DriverCalls calls = new DriverCalls(Service.VECTORIZE, "INDEX", driver, List.of());
        return new PortableVectorizeIndex(driver, calls, VectorizeLimits.CLOUDFLARE);
    }

    @Test
    void passesMetadataOnAsItIsButForOneCopy() {
        ObjectNode given = JsonNodeFactory.instance.objectNode().put("genre", "drama");

        over(driver).insert(List.of(new VectorizeVector("a", new float[] {1}, null, given)));

        ObjectNode kept = driver.written.get(0).metadata();
        assertEquals(given, kept);
        assertNotSame(given, kept);
        assertSame(kept, over(driver).getByIds(List.of("a")).get(0).metadata());
        assertSame(
                kept, over(driver).query(new float[] {1}, ALL).matches().get(0).metadata());
    }

    @Test
    void returnsNoMetadataUnasked() {
        over(driver).insert(List.of(VectorizeVector.of("a", 1).withMetadata(Map.of("genre", "drama"))));

        assertNull(over(driver).query(new float[] {1}).matches().get(0).metadata());
    }

    @Test
    void refusesAFirstVectorOfMoreDimensionsThanTheBound() {
        LimitExceededException refused = assertThrows(
                LimitExceededException.class, () -> over(driver).insert(List.of(VectorizeVector.of("a", 1, 2, 3, 4))));

        assertEquals(
                "VECTOR_INSERT_ERROR: the backend stores vectors of at most 3 dimensions, not of 4",
                refused.getMessage());
        assertEquals(List.of(), driver.written);
        assertThrows(LimitExceededException.class, () -> over(driver).query(new float[4]));
        over(driver).insert(List.of(VectorizeVector.of("a", 1, 2, 3)));
    }

    @Test
    void refusesAnIndexOfMoreDimensionsThanTheBound() {
        FakeIndex large = new FakeIndex(4, 3);

        LimitExceededException refused = assertThrows(
                LimitExceededException.class, () -> over(large).upsert(List.of(VectorizeVector.of("a", 1, 2, 3, 4))));

        assertTrue(String.valueOf(refused.getMessage()).contains("at most 3 dimensions, not of 4"));
        assertEquals(List.of(), large.written);
    }

    @Test
    void refusesNumbersThatNoDoubleHolds() {
        for (Number number : List.of(new BigDecimal("1e400"), BigInteger.TEN.pow(400), Double.NaN)) {
            VectorizeVector vector = VectorizeVector.of("a", 1).withMetadata(Map.of("number", number));

            assertThrows(InvalidRequestException.class, () -> over(driver).insert(List.of(vector)));
        }
    }

    @Test
    void waitsNotAtAllForTimesThatAreOver() {
        for (Duration over : List.of(Duration.ofSeconds(-1), Duration.ofSeconds(Long.MIN_VALUE))) {
            assertThrows(TimedOutException.class, () -> over(driver).awaitMutation("mutation", over));
        }
    }

    @Test
    void stopsWaitingForAMutationWhenItIsInterrupted() {
        Thread.currentThread().interrupt();

        assertThrows(UnavailableException.class, () -> over(driver).awaitMutation("mutation", Duration.ofMinutes(1)));

        assertTrue(Thread.interrupted());
    }

    @Test
    void showsNoMetadataAndNoOperand() {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode().put("genre", "secret");
        MetadataCondition condition = new MetadataCondition.OneOf("genre", Set.of(new MetadataValue.Text("secret")));
        String shown = new VectorRecord("a", new float[] {1}, null, metadata)
                + new VectorMatch("a", 1, null, null, metadata).toString()
                + new VectorQuery(new float[] {1}, 1, null, List.of(condition), false, Wanted.ALL)
                + condition
                + new MetadataValue.Text("secret");

        assertTrue(!shown.contains("secret"), shown);
    }
}
