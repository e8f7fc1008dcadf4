package dev.isobar.vectorize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.InvalidRequestException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How filters are made: rule VEC-50. */
class VectorizeFilterTest {
    @Test
    void writesEachOperator() {
        assertJson("{'p':{'$eq':'a'}}", VectorizeFilter.where("p").eq("a"));
        assertJson("{'p':{'$eq':null}}", VectorizeFilter.where("p").eq(null));
        assertJson("{'p':{'$ne':true}}", VectorizeFilter.where("p").ne(true));
        assertJson("{'p':{'$ne':null}}", VectorizeFilter.where("p").ne(null));
        assertJson("{'p':{'$in':['a',1,null]}}", VectorizeFilter.where("p").in(Arrays.asList("a", 1, null)));
        assertJson("{'p':{'$nin':[2.5]}}", VectorizeFilter.where("p").nin(List.of(2.5)));
        assertJson("{'p':{'$gt':1}}", VectorizeFilter.where("p").gt(1));
        assertJson("{'p':{'$gte':1}}", VectorizeFilter.where("p").gte(1));
        assertJson("{'p':{'$lt':1}}", VectorizeFilter.where("p").lt(1));
        assertJson("{'p':{'$lte':1}}", VectorizeFilter.where("p").lte(1));
    }

    @Test
    void addsBoundsToThePropertyNamedLast() {
        VectorizeFilter first = VectorizeFilter.where("p").eq("a").and("q").gt(1);

        assertJson("{'p':{'$eq':'a'},'q':{'$gt':1,'$lt':2}}", first.lt(2));
        assertJson("{'p':{'$eq':'a'},'q':{'$gt':1,'$lte':2}}", first.lte(2));
        assertJson("{'q':{'$lt':2,'$gt':1}}", VectorizeFilter.where("q").lt(2).gt(1));
        assertJson("{'q':{'$lt':2,'$gte':1}}", VectorizeFilter.where("q").lt(2).gte(1));
        assertJson("{'p':{'$eq':'a'},'q':{'$gt':1}}", first);
    }

    @Test
    void refusesTheSameConditionTwice() {
        VectorizeFilter above = VectorizeFilter.where("year").gt(1);

        InvalidRequestException refused = assertThrows(InvalidRequestException.class, () -> above.gt(2));

        assertEquals(
                "VECTOR_QUERY_ERROR: filter key \"year\" has two conditions that cannot be joined",
                refused.getMessage());
        assertEquals("query", refused.operation());
        assertThrows(
                InvalidRequestException.class,
                () -> VectorizeFilter.parse("{\"year\":2020}").and("year").lt(1));
        assertThrows(
                InvalidRequestException.class,
                () -> VectorizeFilter.parse("{\"year\":[1]}").and("year").lt(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "\"secret\"", "null", "{", "", "{\"secret\":}"})
    void refusesWhatIsNotAJsonObject(String json) {
        InvalidRequestException refused =
                assertThrows(InvalidRequestException.class, () -> VectorizeFilter.parse(json));

        assertFalse(String.valueOf(refused.getMessage()).contains("secret"), refused.getMessage());
        assertTrue(String.valueOf(refused.getMessage()).startsWith("VECTOR_QUERY_ERROR: the filter "));
    }

    @Test
    void refusesWhatCannotBeWrittenAsJson() {
        InvalidRequestException list = assertThrows(InvalidRequestException.class, () -> VectorizeFilter.of(List.of()));
        InvalidRequestException object =
                assertThrows(InvalidRequestException.class, () -> VectorizeFilter.of(new Endless()));

        assertEquals("VECTOR_QUERY_ERROR: the filter must be a JSON object", list.getMessage());
        assertEquals("VECTOR_QUERY_ERROR: the filter cannot be written as JSON", object.getMessage());
        assertNull(list.getCause());
    }

    @Test
    void isNotChangedFromOutside() {
        ObjectNode given = (ObjectNode) JsonMapper.shared().readTree("{\"p\":1}");
        VectorizeFilter filter = VectorizeFilter.of(given);

        given.put("p", 2);
        ((ObjectNode) filter.toTree()).put("p", 3);

        assertJson("{'p':1}", filter);
        assertEquals(filter.toJson(), filter.toTree().toString());
    }

    @Test
    void isEqualByItsConditions() {
        VectorizeFilter filter = VectorizeFilter.of(Map.of("p", Map.of("$eq", "secret")));

        assertEquals(VectorizeFilter.where("p").eq("secret"), filter);
        assertEquals(VectorizeFilter.where("p").eq("secret").hashCode(), filter.hashCode());
        assertNotEquals(VectorizeFilter.where("p").eq("other"), filter);
        assertNotEquals(VectorizeFilter.where("p").eq("other").hashCode(), filter.hashCode());
        assertNotEquals(filter, (Object) "p");
        assertEquals("VectorizeFilter[p]", filter.toString());
    }

    private static void assertJson(String expected, VectorizeFilter filter) {
        assertEquals(expected.replace('\'', '"'), filter.toJson());
    }

    /** A value that holds itself. */
    static final class Endless {
        public Endless getSelf() {
            return this;
        }
    }

    @Test
    void doesNotQuoteTextThatIsNotJson() {
        InvalidRequestException refused =
                assertThrows(InvalidRequestException.class, () -> VectorizeFilter.parse("{\"name\": hunter2}"));

        assertEquals("VECTOR_QUERY_ERROR: the filter is not JSON", refused.getMessage());
        assertNull(refused.getCause());
    }
}
