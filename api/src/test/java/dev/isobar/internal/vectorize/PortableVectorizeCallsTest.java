package dev.isobar.internal.vectorize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.ConflictException;
import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.LimitExceededException;
import dev.isobar.error.TimedOutException;
import dev.isobar.error.UnavailableException;
import dev.isobar.spi.MetadataCondition;
import dev.isobar.spi.MetadataIndex;
import dev.isobar.spi.MetadataValue;
import dev.isobar.spi.Operation;
import dev.isobar.spi.UnindexedPropertyException;
import dev.isobar.spi.VectorizeDriver.VectorListing;
import dev.isobar.spi.VectorizeDriver.VectorMatch;
import dev.isobar.spi.VectorizeDriver.VectorQuery;
import dev.isobar.spi.VectorizeDriver.VectorRecord;
import dev.isobar.spi.VectorizeDriver.Wanted;
import dev.isobar.vectorize.MetadataIndexType;
import dev.isobar.vectorize.ReturnMetadata;
import dev.isobar.vectorize.VectorizeFilter;
import dev.isobar.vectorize.VectorizeIndex;
import dev.isobar.vectorize.VectorizeIndexInfo;
import dev.isobar.vectorize.VectorizeListOptions;
import dev.isobar.vectorize.VectorizeListPage;
import dev.isobar.vectorize.VectorizeMatch;
import dev.isobar.vectorize.VectorizeMetadataIndex;
import dev.isobar.vectorize.VectorizeQueryOptions;
import dev.isobar.vectorize.VectorizeVector;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What reaches the driver and the interceptors, and what comes back. */
class PortableVectorizeCallsTest {
    private static final float[] EAST = {1, 0, 0};

    private final RecordingIndex driver = new RecordingIndex();
    private final VectorizeIndex index = driver.portable();

    @Test
    void namesEachOperation() {
        index.describe();
        index.insert(List.of(VectorizeVector.of("a", 1, 2, 3), VectorizeVector.of("b", 1, 2, 3)));
        index.upsert(List.of(VectorizeVector.of("a", 1, 2, 3)));
        index.deleteByIds(List.of("a", "b", "a"));
        index.getByIds(List.of("a", "b", "a"));
        index.query(EAST, VectorizeQueryOptions.NONE.withTopK(7));
        index.listVectors(VectorizeListOptions.ALL);
        index.createMetadataIndex("genre", MetadataIndexType.STRING);
        index.deleteMetadataIndex("genre");
        index.metadataIndexes();

        assertEquals(
                List.of(
                        "describe true {}",
                        "insert true {vectors=2}",
                        "upsert true {vectors=1}",
                        "deleteByIds true {ids=2}",
                        "getByIds true {ids=2}",
                        "query true {topK=7}",
                        "listVectors true {}",
                        "metadataIndexes true {}"),
                driver.operations.stream()
                        .filter(operation -> !operation.name().endsWith("MetadataIndex"))
                        .map(operation ->
                                operation.name() + " " + operation.idempotent() + " " + operation.attributes())
                        .toList());
        assertTrue(driver.operations.stream().allMatch(Operation::idempotent), "a call must not be repeated");
    }

    @Test
    void returnsTheMutationOfTheDriver() {
        assertEquals("m-write", index.insert(List.of(VectorizeVector.of("a", 1, 2, 3))));
        assertEquals("m-write", index.upsert(List.of(VectorizeVector.of("a", 1, 2, 3))));
        assertEquals("m-delete-a", index.deleteByIds(List.of("a")));
        assertEquals("m-create", index.createMetadataIndex("genre", MetadataIndexType.STRING));
        assertEquals("m-drop", index.deleteMetadataIndex("genre"));
        assertEquals(
                List.of(
                        "info",
                        "insert [a]",
                        "upsert [a]",
                        "delete a and 0",
                        "create MetadataIndex[property=genre, type=STRING]",
                        "drop genre"),
                driver.calls());
    }

    @Test
    void asksForTheDimensionsOnce() {
        index.query(EAST);
        index.query(EAST);
        index.insert(List.of(VectorizeVector.of("a", 1, 2, 3)));

        assertEquals(List.of("info", "query", "query", "insert [a]"), driver.calls());
    }

    @Test
    void asksAgainUntilTheFirstVectorHasDecided() {
        driver.dimensions = 0;
        index.query(EAST);
        index.query(EAST);

        assertEquals(List.of("info", "query", "info", "query"), driver.calls());
        assertThrows(InvalidRequestException.class, () -> index.query(new float[0]));
        assertThrows(InvalidRequestException.class, () -> index.query(new float[1_537]));
        index.query(new float[1_536]);
        index.query(new float[1]);
    }

    @Test
    void describesWhatTheDriverReports() {
        driver.stored = List.of(record("a"));

        assertEquals(new VectorizeIndexInfo(1, 3, null, "last"), index.describe());
    }

    @Test
    void passesEachOptionOn() {
        VectorizeFilter filter = VectorizeFilter.where("genre").eq("drama");
        index.query(EAST, new VectorizeQueryOptions(7, "n", true, ReturnMetadata.INDEXED, filter));
        index.query(EAST, VectorizeQueryOptions.NONE.withReturnMetadata(ReturnMetadata.ALL));
        index.query(EAST);

        VectorQuery whole = driver.queries.get(0);
        assertArrayEquals(EAST, whole.values());
        assertEquals(7, whole.topK());
        assertEquals("n", whole.namespace());
        assertEquals(
                List.of(new MetadataCondition.OneOf("genre", Set.of(new MetadataValue.Text("drama")))), whole.filter());
        assertTrue(whole.withValues());
        assertEquals(Wanted.INDEXED, whole.metadata());
        assertEquals(Wanted.ALL, driver.queries.get(1).metadata());
        assertEquals(Wanted.NONE, driver.queries.get(2).metadata());
        assertEquals(List.of(), driver.queries.get(2).filter());
    }

    @Test
    void cutsIndexedTextAlsoInMaps() {
        String text = "é".repeat(40);
        ObjectNode metadata = (ObjectNode) JsonMapper.shared()
                .valueToTree(Map.of("t", text, "n", 7, "map", Map.of("t", text, "l", List.of(text))));
        driver.matches = List.of(new VectorMatch("a", 0.5, EAST, "n", metadata), match("b", null));

        List<VectorizeMatch> found = index.query(
                        EAST, VectorizeQueryOptions.NONE.withReturnMetadata(ReturnMetadata.INDEXED))
                .matches();

        String cut = "é".repeat(32);
        assertEquals(
                JsonMapper.shared().valueToTree(Map.of("t", cut, "n", 7, "map", Map.of("t", cut, "l", List.of(text)))),
                found.get(0).metadata());
        assertEquals("n", found.get(0).namespace());
        assertEquals(0.5, found.get(0).score());
        assertArrayEquals(EAST, found.get(0).values());
        assertNull(found.get(1).metadata());
    }

    @Test
    void cutsNothingOfAllMetadata() {
        ObjectNode metadata = (ObjectNode) JsonMapper.shared().valueToTree(Map.of("t", "é".repeat(40)));
        driver.matches = List.of(match("a", metadata.deepCopy()));

        assertEquals(
                metadata,
                index.query(EAST, VectorizeQueryOptions.NONE.withReturnMetadata(ReturnMetadata.ALL))
                        .matches()
                        .get(0)
                        .metadata());
    }

    @Test
    void queriesByTheStoredValues() {
        driver.stored = List.of(record("b"), record("a"));

        index.queryById("a", VectorizeQueryOptions.NONE.withTopK(2).withNamespace("n"));

        assertArrayEquals(record("a").values(), driver.queries.get(0).values());
        assertEquals(2, driver.queries.get(0).topK());
        assertEquals("n", driver.queries.get(0).namespace());
        InvalidRequestException unknown = assertThrows(InvalidRequestException.class, () -> index.queryById("unknown"));
        assertEquals("VECTOR_QUERY_ERROR: no vector with id=\"unknown\"", unknown.getMessage());
        assertEquals("queryById", unknown.operation());
    }

    @Test
    void namesThePropertyWithoutIndex() {
        driver.thrown = new UnindexedPropertyException("genre");

        InvalidRequestException refused = assertThrows(InvalidRequestException.class, () -> index.query(EAST));

        assertEquals("VECTOR_QUERY_ERROR: filter key \"genre\" has no metadata index", refused.getMessage());
    }

    @Test
    void readsAndDeletesInParts() {
        List<String> ids = ids(41);
        driver.stored = ids.stream().map(PortableVectorizeCallsTest::record).toList();

        assertEquals(
                ids, index.getAllByIds(ids).stream().map(VectorizeVector::id).toList());
        assertEquals(List.of("get a0 and 19", "get a20 and 19", "get a40 and 0"), driver.calls());
        assertEquals("m-delete-a100", index.deleteAllByIds(ids(200)));
        assertEquals(List.of("delete a0 and 99", "delete a100 and 99"), driver.calls());
        assertEquals("m-delete-a200", index.deleteAllByIds(ids(201)));
        assertNull(index.deleteAllByIds(List.of()));
        assertEquals(List.of(), index.getAllByIds(List.of()));
        assertEquals(
                Set.of("getAllByIds", "deleteAllByIds"),
                Set.copyOf(driver.operations.stream().map(Operation::name).toList()));
    }

    @Test
    void stopsBetweenPartsWhenItIsInterrupted() {
        driver.afterDelete = () -> Thread.currentThread().interrupt();

        UnavailableException stopped = assertThrows(UnavailableException.class, () -> index.deleteAllByIds(ids(201)));

        assertTrue(Thread.interrupted());
        assertTrue(String.valueOf(stopped.getMessage()).contains("a part of the IDs was sent"), stopped.getMessage());
        assertEquals(List.of("delete a0 and 99"), driver.calls());
    }

    @Test
    void asksForNoMutationWhereWritesShowAtOnce() {
        index.awaitMutation("m", Duration.ZERO);

        assertEquals(List.of(), driver.calls());
    }

    @Test
    void asksUntilAMutationIsProcessed() {
        driver.visibility = Duration.ofSeconds(1);
        driver.pollsBeforeProcessed = 3;
        VectorizeIndex delayed = driver.portable();

        delayed.awaitMutation("m", Duration.ofMinutes(1));

        assertEquals(List.of("processed m", "processed m", "processed m", "processed m"), driver.calls());
        driver.pollsBeforeProcessed = 1;
        TimedOutException late = assertThrows(TimedOutException.class, () -> delayed.awaitMutation("m", Duration.ZERO));
        assertEquals("vectorize.awaitMutation on INDEX: the mutation was not processed within PT0S", late.getMessage());
        delayed.awaitMutation("m", Duration.ZERO);
    }

    @Test
    void makesNoIndexOfAnotherType() {
        driver.indexes.addAll(List.of(
                new MetadataIndex("year", MetadataIndex.Type.NUMBER),
                new MetadataIndex("genre", MetadataIndex.Type.STRING)));

        ConflictException conflict = assertThrows(
                ConflictException.class, () -> index.createMetadataIndex("genre", MetadataIndexType.NUMBER));
        index.createMetadataIndex("genre", MetadataIndexType.STRING);

        assertEquals(
                "METADATA_INDEX_CREATE_ERROR: the property has a metadata index of another type",
                conflict.getMessage());
        assertEquals(
                List.of(
                        new VectorizeMetadataIndex("genre", MetadataIndexType.STRING),
                        new VectorizeMetadataIndex("year", MetadataIndexType.NUMBER)),
                index.metadataIndexes());
        assertEquals(List.of("create MetadataIndex[property=genre, type=STRING]"), driver.calls());
    }

    @Test
    void makesAnIndexAgainWhenNoOtherFits() {
        IntStream.range(0, 10).forEach(i -> driver.indexes.add(new MetadataIndex("p" + i, MetadataIndex.Type.STRING)));

        index.createMetadataIndex("p3", MetadataIndexType.STRING);
        LimitExceededException refused = assertThrows(
                LimitExceededException.class, () -> index.createMetadataIndex("more", MetadataIndexType.STRING));

        assertEquals("METADATA_INDEX_CREATE_ERROR: max metadata index count is 10", refused.getMessage());
        assertEquals(1, driver.calls().size());
    }

    @Test
    void checksTheNamesOfMetadataIndexes() {
        for (String wrong : List.of("", "$a", "a\"")) {
            assertThrows(
                    InvalidRequestException.class, () -> index.createMetadataIndex(wrong, MetadataIndexType.STRING));
            assertThrows(InvalidRequestException.class, () -> index.deleteMetadataIndex(wrong));
        }
        index.createMetadataIndex("p".repeat(512), MetadataIndexType.STRING);
        assertThrows(
                LimitExceededException.class,
                () -> index.createMetadataIndex("p".repeat(513), MetadataIndexType.STRING));
        assertThrows(LimitExceededException.class, () -> index.deleteMetadataIndex("p".repeat(513)));
    }

    @Test
    void goesFromPageToPage() {
        driver.listing = new VectorListing(List.of("a"), 7, "é/+");

        VectorizeListPage page = index.listVectors(VectorizeListOptions.ALL);
        index.listVectors(VectorizeListOptions.ALL.withCursor(page.cursor()).withCount(1));
        index.listVectors(VectorizeListOptions.ALL.withCursor("").withCount(1_000));

        assertEquals(List.of("a"), page.ids());
        assertEquals(7, page.totalCount());
        assertEquals(List.of("list 1000 after null", "list 1 after é/+", "list 1000 after null"), driver.calls());
    }

    @Test
    void refusesPagesThatNobodyHas() {
        for (int count : new int[] {-1, 1_001}) {
            InvalidRequestException refused = assertThrows(
                    InvalidRequestException.class, () -> index.listVectors(VectorizeListOptions.ALL.withCount(count)));
            assertEquals("VECTOR_LIST_ERROR: a page has 1 to 1000 ids, but got " + count, refused.getMessage());
        }
        InvalidRequestException cursor = assertThrows(
                InvalidRequestException.class,
                () -> index.listVectors(VectorizeListOptions.ALL.withCursor("not a cursor")));
        assertEquals("VECTOR_LIST_ERROR: invalid cursor; pass the one from the previous page", cursor.getMessage());
        assertEquals(List.of(), driver.calls());
    }

    @Test
    void checksIdsBeforeItAsks() {
        String tooLong = "i".repeat(65);
        for (String wrong : List.of("", "\uD83D", tooLong)) {
            List<String> ids = List.of("a", wrong);
            assertThrows(RuntimeException.class, () -> index.getByIds(ids));
            assertThrows(RuntimeException.class, () -> index.getAllByIds(ids));
            assertThrows(RuntimeException.class, () -> index.deleteByIds(ids));
            assertThrows(RuntimeException.class, () -> index.deleteAllByIds(ids));
            assertThrows(RuntimeException.class, () -> index.queryById(wrong));
        }
        assertEquals(List.of(), driver.calls());
        index.getByIds(List.of("i".repeat(64)));
        assertThrows(LimitExceededException.class, () -> index.getByIds(ids(21)));
        assertThrows(LimitExceededException.class, () -> index.deleteByIds(ids(101)));
        index.getByIds(ids(20));
        index.deleteByIds(ids(100));
        assertEquals(List.of("get " + "i".repeat(64) + " and 0", "get a0 and 19", "delete a0 and 99"), driver.calls());
    }

    private static List<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(i -> "a" + i).toList();
    }

    private static VectorRecord record(String id) {
        return new VectorRecord(id, new float[] {1, 2, id.length()}, null, null);
    }

    private static VectorMatch match(String id, @Nullable ObjectNode metadata) {
        return new VectorMatch(id, 1, null, null, metadata);
    }
}
