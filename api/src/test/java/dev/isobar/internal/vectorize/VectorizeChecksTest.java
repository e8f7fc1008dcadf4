package dev.isobar.internal.vectorize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.IsobarException;
import dev.isobar.error.LimitExceededException;
import dev.isobar.spi.MetadataCondition;
import dev.isobar.spi.MetadataCondition.Bound;
import dev.isobar.spi.MetadataCondition.NoneOf;
import dev.isobar.spi.MetadataCondition.OneOf;
import dev.isobar.spi.MetadataCondition.Range;
import dev.isobar.spi.MetadataValue;
import dev.isobar.spi.MetadataValue.Bool;
import dev.isobar.spi.MetadataValue.None;
import dev.isobar.spi.MetadataValue.Numeric;
import dev.isobar.spi.MetadataValue.Text;
import dev.isobar.vectorize.ReturnMetadata;
import dev.isobar.vectorize.VectorizeFilter;
import dev.isobar.vectorize.VectorizeIndex;
import dev.isobar.vectorize.VectorizeLimits;
import dev.isobar.vectorize.VectorizeQueryOptions;
import dev.isobar.vectorize.VectorizeVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is refused before the driver is asked: rules VEC-06, VEC-14 to VEC-16 and VEC-50. */
class VectorizeChecksTest {
    private static final float[] EAST = {1, 0, 0};

    private final RecordingIndex driver = new RecordingIndex();
    private final VectorizeIndex index = driver.portable();

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "8", "9", "17", "1536"})
    void refusesAValueThatIsNotFiniteAtAnyPosition(int dimensions) {
        driver.dimensions = dimensions;
        for (float strange : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            for (int position : List.of(0, dimensions / 2, dimensions - 1)) {
                float[] values = new float[dimensions];
                Arrays.fill(values, Float.MAX_VALUE);
                values[position] = strange;

                assertRefused(
                        "VECTOR_INSERT_ERROR: invalid vector for id=\"a\", value " + position + " is not finite",
                        () -> index.insert(List.of(VectorizeVector.of("a", values))));
                assertRefused(
                        "VECTOR_QUERY_ERROR: invalid query vector, value " + position + " is not finite",
                        () -> index.query(values));
            }
        }
        assertEquals(List.of(), driver.written);
        assertEquals(List.of(), driver.queries);
    }

    @Test
    void wantsTheSameDimensionsInTheWholeBatch() {
        driver.dimensions = 0;
        InvalidRequestException refused = assertThrows(
                InvalidRequestException.class,
                () -> index.insert(List.of(VectorizeVector.of("a", 1, 2), VectorizeVector.of("b", 1, 2, 3))));

        assertEquals(
                "VECTOR_INSERT_ERROR (code = 40012): invalid vector for id=\"b\", expected 2 dimensions, and got 3"
                        + " dimensions",
                refused.getMessage());
        assertRefused(
                "VECTOR_UPSERT_ERROR (code = 40012): invalid vector for id=\"a\", expected 1 to 1536 dimensions, and"
                        + " got 0 dimensions",
                () -> index.upsert(List.of(VectorizeVector.of("a"))));
        assertRefused(
                "VECTOR_UPSERT_ERROR (code = 40012): invalid vector for id=\"a\", expected 1 to 1536 dimensions, and"
                        + " got 1537 dimensions",
                () -> index.upsert(List.of(VectorizeVector.of("a", new float[1_537]))));
        index.upsert(List.of(VectorizeVector.of("a", new float[1_536])));
    }

    @Test
    void keepsTheFirstOrTheLastOfOneId() {
        List<VectorizeVector> twice = List.of(
                VectorizeVector.of("a", 1, 0, 0), VectorizeVector.of("b", 0, 0, 1), VectorizeVector.of("a", 0, 1, 0));

        index.insert(twice);
        index.upsert(twice);

        assertEquals(
                List.of("a 1.0", "b 0.0", "a 0.0", "b 0.0"),
                driver.written.stream()
                        .map(vector -> vector.id() + " " + vector.values()[0])
                        .toList());
    }

    @Test
    void acceptsAnEmptyBatch() {
        index.insert(List.of());

        assertEquals(List.of("insert []"), driver.calls());
    }

    @Test
    void countsVectorsOfAWrite() {
        index.upsert(vectors(1_000));

        LimitExceededException refused = assertThrows(LimitExceededException.class, () -> index.upsert(vectors(1_001)));

        assertEquals(
                "VECTOR_UPSERT_ERROR: too many vectors in payload; max vector count is 1000, got 1001",
                refused.getMessage());
    }

    @Test
    void countsTheBytesOfMetadata() {
        String fits = "é".repeat((10_240 - "{'k':''}".length()) / 2);

        insert(Map.of("k", fits));
        LimitExceededException refused =
                assertThrows(LimitExceededException.class, () -> insert(Map.of("k", fits + "x")));

        assertEquals(
                "VECTOR_INSERT_ERROR: metadata too large; max is 10240 bytes, got 10241 bytes", refused.getMessage());
    }

    @Test
    void takesNoMetadataForNull() {
        index.insert(
                List.of(new VectorizeVector("a", EAST, null, JsonMapper.shared().readTree("null"))));

        assertEquals(null, driver.written.get(0).metadata());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[]", "1", "'{\"k\":[1]}'", "'{\"k\":[[]]}'", "'{\"k\":[\"a\",null]}'", "'{\"k\":{\"k\":[true]}}'"
            })
    void refusesMetadataOfOtherShapes(String json) {
        JsonNode metadata = JsonMapper.shared().readTree(json);

        assertThrows(
                InvalidRequestException.class,
                () -> index.insert(List.of(new VectorizeVector("a", EAST, null, metadata))));
    }

    @Test
    void takesMetadataOfEachAllowedShape() {
        JsonNode metadata = JsonMapper.shared()
                .readTree(
                        "{\"t\":\"\",\"n\":-1.5,\"b\":false,\"z\":null,\"l\":[],\"m\":{\"l\":[\"b\",\"a\"],\"m\":{}}}");

        index.insert(List.of(new VectorizeVector("a", EAST, null, metadata)));

        assertEquals(metadata, driver.written.get(0).metadata());
    }

    @Test
    void checksNamespacesAndTheirBytes() {
        String fits = "é".repeat(32);
        index.insert(List.of(VectorizeVector.of("a", 1, 2, 3).withNamespace(fits)));
        index.query(EAST, VectorizeQueryOptions.NONE.withNamespace(fits));

        assertThrows(
                LimitExceededException.class,
                () -> index.query(EAST, VectorizeQueryOptions.NONE.withNamespace(fits + "x")));
        assertRefused(
                "VECTOR_QUERY_ERROR: namespace has half a surrogate pair",
                () -> index.query(EAST, VectorizeQueryOptions.NONE.withNamespace("\uDE00")));
        assertRefused("VECTOR_INSERT_ERROR: id is empty", () -> index.insert(vectorsOf("")));
        assertRefused("VECTOR_INSERT_ERROR: id has half a surrogate pair", () -> index.insert(vectorsOf("\uD83D")));
    }

    @Test
    void checksTheNamespaceOfAVector() {
        assertThrows(
                LimitExceededException.class,
                () -> index.insert(List.of(VectorizeVector.of("a", 1, 2, 3).withNamespace("n".repeat(65)))));

        index.insert(List.of(VectorizeVector.of("a", 1, 2, 3).withNamespace("n".repeat(64))));
        assertEquals("n".repeat(64), driver.written.get(0).namespace());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''", "$a", "$", "a.b", ".", ".a", "a\"", "\"a", "\""})
    void refusesKeysThatAFilterCouldNotName(String key) {
        String refusal = "VECTOR_INSERT_ERROR: a metadata key is not empty, has no dot or quotation mark and does not"
                + " start with $";

        assertRefused(refusal, () -> insert(Map.of(key, "x")));
        assertRefused(refusal, () -> insert(Map.of("outer", Map.of(key, "x"))));
    }

    @Test
    void takesOtherKeys() {
        Map<String, String> metadata = Map.of("a$", "1", " ", "2", "é", "3", "'", "4");
        insert(metadata);

        assertEquals(
                JsonMapper.shared().valueToTree(metadata), driver.written.get(0).metadata());
    }

    @Test
    void limitsTheDepthOfMetadata() {
        insert(nested(100));
        LimitExceededException refused = assertThrows(LimitExceededException.class, () -> insert(nested(101)));

        assertEquals("VECTOR_INSERT_ERROR: metadata nested too deeply; max is 100 maps", refused.getMessage());
    }

    private static Map<String, ?> nested(int maps) {
        Map<String, ?> nested = Map.of();
        for (int i = 1; i < maps; i++) {
            nested = Map.of("k", nested);
        }
        return nested;
    }

    @Test
    void refusesHalfASurrogatePairInMetadata() {
        assertRefused("VECTOR_INSERT_ERROR: metadata has half a surrogate pair", () -> insert(Map.of("k", "\uD83D")));
    }

    @Test
    void wantsAtLeastOneMatch() {
        for (int topK : new int[] {0, -1}) {
            assertThrows(
                    InvalidRequestException.class, () -> index.query(EAST, VectorizeQueryOptions.NONE.withTopK(topK)));
        }
        assertEquals(List.of(), driver.queries);
    }

    @Test
    void wantsTheDimensionsOfTheIndexInAQuery() {
        assertThrows(InvalidRequestException.class, () -> index.query(new float[] {1, 0}));
        driver.dimensions = 0;
        VectorizeIndex empty = driver.portable();
        assertThrows(InvalidRequestException.class, () -> empty.query(new float[0]));
        assertThrows(InvalidRequestException.class, () -> empty.query(new float[1_537]));
        empty.query(new float[1_536]);
        assertEquals(1, driver.queries.size());
    }

    @Test
    void limitsTopKByWhatIsReturned() {
        VectorizeQueryOptions hundred = VectorizeQueryOptions.NONE.withTopK(100);
        index.query(EAST, hundred);
        index.query(EAST, hundred.withReturnMetadata(ReturnMetadata.INDEXED));
        index.query(EAST, hundred.withTopK(50).withReturnValues(true).withReturnMetadata(ReturnMetadata.ALL));
        index.query(EAST, hundred.withTopK(1));

        assertThrows(LimitExceededException.class, () -> index.query(EAST, hundred.withTopK(101)));
        assertThrows(
                LimitExceededException.class,
                () -> index.query(EAST, hundred.withTopK(51).withReturnValues(true)));
        assertThrows(
                LimitExceededException.class,
                () -> index.query(EAST, hundred.withTopK(51).withReturnMetadata(ReturnMetadata.ALL)));
        assertEquals(4, driver.queries.size());
    }

    @Test
    void followsOtherLimits() {
        VectorizeIndex relaxed = driver.portable(VectorizeLimits.RELAXED);
        relaxed.query(EAST, VectorizeQueryOptions.NONE.withTopK(1_000).withReturnValues(true));
        relaxed.insert(vectorsOf("i".repeat(512)));

        LimitExceededException refused = assertThrows(
                LimitExceededException.class, () -> relaxed.query(EAST, VectorizeQueryOptions.NONE.withTopK(1_001)));

        assertEquals("VECTOR_QUERY_ERROR (code = 40025): max top K is 1000, but got 1001", refused.getMessage());
    }

    @Test
    void parsesEachOperator() {
        assertParsed("{'p':'a'}", new OneOf("p", Set.of(new Text("a"))));
        assertParsed("{'p':null}", new OneOf("p", Set.of(None.NONE)));
        assertParsed("{'p':{'$eq':false}}", new OneOf("p", Set.of(new Bool(false))));
        assertParsed("{'p.q':{'$ne':null}}", new NoneOf("p.q", Set.of(None.NONE)));
        assertParsed("{'p':{'$ne':-1}}", new NoneOf("p", Set.of(new Numeric(-1))));
        assertParsed(
                "{'p':{'$in':['a',1,true,null,1]}}",
                new OneOf("p", Set.of(new Text("a"), new Numeric(1), new Bool(true), None.NONE)));
        assertParsed("{'p':{'$nin':['a','b']}}", new NoneOf("p", Set.of(new Text("a"), new Text("b"))));
        assertParsed("{'p':{'$gt':1}}", new Range("p", bound(1, false), null));
        assertParsed("{'p':{'$gte':1}}", new Range("p", bound(1, true), null));
        assertParsed("{'p':{'$lt':1}}", new Range("p", null, bound(1, false)));
        assertParsed("{'p':{'$lte':1}}", new Range("p", null, bound(1, true)));
        assertParsed("{'p':{'$lt':2,'$gte':1}}", new Range("p", bound(1, true), bound(2, false)));
        assertParsed("{'p':{'$gt':1,'$lte':2}}", new Range("p", bound(1, false), bound(2, true)));
        assertParsed("{'p':{'$gt':'a'}}", new Range("p", new Bound(new Text("a"), false), null));
        assertParsed("{'p':1,'q':2}", new OneOf("p", Set.of(new Numeric(1))), new OneOf("q", Set.of(new Numeric(2))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | the filter is empty; leave it out, or name a property",
                "{'p':{}} | filter key 'p' has no operator",
                "{'p':[1]} | filter key 'p' has an operand that is neither text, number, boolean nor null",
                "{'p':{'$eq':[1]}} | filter key 'p' has an operand that is neither text, number, boolean nor null",
                "{'p':{'$ne':{}}} | filter key 'p' has an operand that is neither text, number, boolean nor null",
                "{'p':{'$in':[[1]]}} | filter key 'p' has an operand that is neither text, number, boolean nor null",
                "{'p':{'$in':1}} | filter key 'p' has $in without a list of values",
                "{'p':{'$nin':[]}} | filter key 'p' has $nin without a list of values",
                "{'p':{'$gt':true}} | filter key 'p' has a bound that is neither text nor number",
                "{'p':{'$lte':null}} | filter key 'p' has a bound that is neither text nor number",
                "{'p':{'$gt':1,'$gte':1}} | filter key 'p' has operators that cannot be joined; a lower with an upper bound can",
                "{'p':{'$lt':1,'$lte':1}} | filter key 'p' has operators that cannot be joined; a lower with an upper bound can",
                "{'p':{'$eq':1,'$gt':1}} | filter key 'p' has operators that cannot be joined; a lower with an upper bound can",
                "{'p':{'$eq':1,'$ne':1}} | filter key 'p' has operators that cannot be joined; a lower with an upper bound can",
                "{'p':{'$like':1}} | filter key 'p' has an unknown operator; use $eq, $ne, $in, $nin, $gt, $gte, $lt or $lte",
                "{'p':{'$gt':1,'gt':1}} | filter key 'p' has an unknown operator; use $eq, $ne, $in, $nin, $gt, $gte, $lt or $lte",
                "{'':1} | a property name is not empty, has no quotation mark and does not start with $",
                "{'$and':1} | a property name is not empty, has no quotation mark and does not start with $"
            })
    void refusesOtherFilters(String filter, String problem) {
        assertRefused("VECTOR_QUERY_ERROR: " + problem.replace('\'', '"'), () -> query(filter));
    }

    @Test
    void takesFiltersBelowTheLimit() {
        int frame = "{'k':{'$eq':''}}".length();
        index.query(EAST, filtered(VectorizeFilter.where("k").eq("x".repeat(2_047 - frame))));
        VectorizeFilter wide = VectorizeFilter.where("k").eq("é".repeat(1_016));

        LimitExceededException refused =
                assertThrows(LimitExceededException.class, () -> index.query(EAST, filtered(wide)));

        assertEquals("VECTOR_QUERY_ERROR: filter too large; must be below 2048 bytes, got 2048", refused.getMessage());
    }

    @Test
    void takesAListOfManyValues() {
        List<Object> values = new ArrayList<>(Collections.nCopies(1, "text"));
        IntStream.range(0, 63).forEach(values::add);

        index.query(EAST, filtered(VectorizeFilter.where("k").in(values)));

        MetadataCondition parsed = driver.queries.get(0).filter().get(0);
        assertTrue(values.stream().allMatch(value -> parsed.matches(of(value))));
        assertFalse(parsed.matches(new Numeric(63)));
    }

    private static MetadataValue of(Object value) {
        return MetadataValue.of(JsonMapper.shared().valueToTree(value));
    }

    private void assertParsed(String filter, MetadataCondition... conditions) {
        driver.queries.clear();
        query(filter);
        assertEquals(List.of(conditions), driver.queries.get(0).filter(), filter);
    }

    private void query(String filter) {
        index.query(EAST, filtered(VectorizeFilter.parse(filter.replace('\'', '"'))));
    }

    private static VectorizeQueryOptions filtered(@Nullable VectorizeFilter filter) {
        return VectorizeQueryOptions.NONE.withFilter(filter);
    }

    private static Bound bound(double value, boolean inclusive) {
        return new Bound(new Numeric(value), inclusive);
    }

    private void insert(Map<String, ?> metadata) {
        index.insert(List.of(VectorizeVector.of("a", 1, 2, 3).withMetadata(metadata)));
    }

    private static List<VectorizeVector> vectorsOf(String id) {
        return List.of(VectorizeVector.of(id, 1, 2, 3));
    }

    private static List<VectorizeVector> vectors(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> VectorizeVector.of("a" + i, 1, 2, 3))
                .toList();
    }

    private static void assertRefused(String message, Runnable call) {
        IsobarException refused = assertThrows(IsobarException.class, call::run);
        assertEquals(message, refused.getMessage());
    }
}
