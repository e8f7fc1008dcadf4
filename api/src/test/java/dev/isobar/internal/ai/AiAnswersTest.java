package dev.isobar.internal.ai;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.ai.AiBatch;
import dev.isobar.ai.AiEmbeddings;
import dev.isobar.ai.AiLabel;
import dev.isobar.ai.AiPooling;
import dev.isobar.ai.AiReply;
import dev.isobar.ai.AiScore;
import dev.isobar.ai.AiToolCall;
import dev.isobar.ai.AiUsage;
import dev.isobar.internal.Json;
import dev.isobar.internal.ai.AiAnswers.ShapeException;
import dev.isobar.spi.AiFailureException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Answers of models in all shapes: rules AI-21, AI-22, AI-36, AI-43, AI-50 and AI-52. */
class AiAnswersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'response':'a'}|a",
                "{'response':''}|``",
                "{'response':7}|7",
                "{'response':true}|``",
                "{'response':null}|``",
                "{'response':{'a':1}}|``",
                "{}|``",
                "{'response':'a','choices':[{'delta':{'content':'b'}}]}|b",
                "{'response':'a','choices':[]}|``",
                "{'choices':[{'delta':{}}]}|``",
                "{'choices':[{'delta':{'content':null}}]}|``"
            })
    void readsTheTextOfAFrame(String frame, String text) {
        assertEquals(text, AiAnswers.delta(json(frame)));
    }

    @Test
    void readsTheUsage() {
        assertEquals(
                new AiUsage(1, 2, 3),
                AiAnswers.usage(json("{'prompt_tokens':1,'completion_tokens':2,'total_tokens':3}")));
        assertEquals(new AiUsage(0, 0, 0), AiAnswers.usage(json("{'prompt_tokens':'many'}")));
        assertNull(AiAnswers.usage(json("null")));
        assertNull(AiAnswers.usage(json("[]")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'error':'no room'}                                            |      | no room",
                "{'error':{'code':3040,'message':'no room'}}                    | 3040 | no room",
                "{'error':{'code':'3040','message':'no room'}}                  |      | no room",
                "{'error':{'code':1.5}}                                         |      | the run failed",
                "{'errors':[{'code':3007,'message':'late'},{'code':1}]}         | 3007 | late",
                "{'errors':[{'code':3007,'message':'late'}],'error':'no room'}  | 3007 | late",
                "{'errors':[],'error':'no room'}                                |      | no room",
                "{'errors':['late']}                                            |      | late",
                "{'choices':[],'errors':['late']}                               |      | late",
                "{'choices':[],'error':{'code':3040,'message':'no room'}}       | 3040 | no room",
                "{'choices':[{'delta':{'content':''}}],'error':'no room'}       |      | no room",
                "{'choices':[{'message':{'content':null}}],'error':'no room'}   |      | no room",
                "{'choices':[{'error':{'code':3040,'message':'no room'}}]}      | 3040 | no room",
                "{'response':'','error':'no room'}                              |      | no room",
                "{'response':null,'error':'no room'}                            |      | no room"
            })
    void readsTheFailureOfAFrame(String frame, @Nullable Integer code, String message) {
        AiFailureException failure = AiAnswers.failure(json(frame));

        if (failure == null) {
            throw new AssertionError("no failure");
        }
        assertEquals(code, failure.code());
        assertEquals(message, failure.getMessage());
        assertEquals(0, failure.httpStatus());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'response':'a','error':'b'}",
                "{'choices':[{'message':{'content':'a'}}],'error':'b'}",
                "{'choices':[{'delta':{'tool_calls':[{'name':'f'}]}}],'error':'b'}",
                "{'data':[[1]],'error':'b'}",
                "{'responses':[{'id':0}],'error':'b'}",
                "{'response':0,'error':'b'}",
                "{'response':'','usage':{},'error':null}",
                "{'choices':[],'usage':{},'errors':[]}",
                "{'error':''}",
                "{}",
                "{'error':7}",
                "{'error':null}",
                "{'errors':[]}"
            })
    void takesNoAnswerForAFailure(String frame) {
        assertNull(AiAnswers.failure(json(frame)));
    }

    @Test
    void readsRepliesOfBothShapes() {
        AiReply plain = AiAnswers.reply(json("{'response':'a','usage':{'total_tokens':3}}"), false);
        AiReply choices = AiAnswers.reply(json("{'choices':[{'message':{'content':'a'}}],'response':'b'}"), false);

        assertEquals("a", plain.text());
        assertEquals(new AiUsage(0, 0, 3), plain.usage());
        assertEquals("a", choices.text());
        assertNull(choices.usage());
        assertTrue(AiAnswers.reply(json("{}"), false).response().isNull());
        assertTrue(AiAnswers.reply(json("{'choices':[]}"), false).response().isNull());
        assertEquals(json("{'response':'a','usage':{'total_tokens':3}}"), plain.raw());
    }

    @Test
    void parsesTheTextInJsonModeOnly() {
        JsonNode text = json("{'response':'[1]'}");

        assertEquals("[1]", AiAnswers.reply(text, false).text());
        assertTrue(AiAnswers.reply(text, true).response().isArray());
        assertTrue(
                AiAnswers.reply(json("{'response':{'a':1}}"), true).response().isObject());
        for (String other : List.of("Lisbon", "7", "", "{", "```", "```json\n7\n```", "```json\n{\n```", "``` ```")) {
            assertRefused(
                    "JSON Mode couldn't be met",
                    () -> AiAnswers.reply(Json.MAPPER.createObjectNode().put("response", other), true));
        }
        for (String other : List.of("{'response':null}", "{'response':7}", "{'choices':[]}", "{}")) {
            assertRefused("JSON Mode couldn't be met", () -> AiAnswers.reply(json(other), true));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "```json\n{\"a\":1}\n```",
                "```\n{\"a\":1}\n```\n",
                "``` json {\"a\":1} ```",
                "Here you are:\r\n```JSON\r\n{\"a\":1}\r\n```\r\nAnything else?"
            })
    void takesADocumentOutOfItsFence(String text) {
        JsonNode answer = Json.MAPPER.createObjectNode().put("response", text);

        assertEquals(json("{'a':1}"), AiAnswers.reply(answer, true).response());
        assertEquals(text, AiAnswers.reply(answer, false).text());
    }

    @Test
    void leavesFencesInsideADocument() {
        JsonNode answer = Json.MAPPER.createObjectNode().put("response", " {\"a\":\"```x```\"}");

        assertEquals(
                "```x```", AiAnswers.reply(answer, true).response().path("a").stringValue());
    }

    @Test
    void waitsForToolsInJsonMode() {
        AiReply reply = AiAnswers.reply(json("{'response':null,'tool_calls':[{'name':'f','arguments':{}}]}"), true);

        assertTrue(reply.response().isNull());
        assertEquals(1, reply.toolCalls().size());
    }

    @Test
    void readsToolCallsOfBothForms() {
        AiReply reply = AiAnswers.reply(
                json("{'tool_calls':[{'name':'f','arguments':{'a':1}},"
                        + "{'id':'1','function':{'name':'g','arguments':'{}'}},{'id':7,'arguments':{}}]}"),
                false);

        assertEquals(
                List.of("null f {\"a\":1}", "1 g {}", "null  {}"),
                reply.toolCalls().stream()
                        .map(call -> call.id() + " " + call.name() + " " + call.arguments())
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "' '", "null", "'null'", "'{}'", "{}"})
    void readsNoArgumentsAsAnEmptyObject(String none) {
        AiToolCall call = calls("[{'name':'f','arguments':" + none + "}]").get(0);

        assertEquals(json("{}"), call.arguments());
        assertTrue(call.readable());
        assertEquals(json("{}"), calls("[{'function':{'name':'f'}}]").get(0).arguments());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "'a'", "7", "'{'", "'[]'", "'{} {}'"})
    void keepsWhatAToolCallHasInPlaceOfArguments(String other) {
        AiReply reply = AiAnswers.reply(
                json("{'response':'text','tool_calls':[{'name':'f','arguments':" + other
                        + "},{'name':'g','arguments':'{}'},'h']}"),
                false);

        assertEquals("text", reply.text());
        assertEquals(json(other), reply.toolCalls().get(0).arguments());
        assertEquals(
                List.of(false, true, false),
                reply.toolCalls().stream().map(AiToolCall::readable).toList());
        assertEquals(new AiToolCall(null, "", json("'h'")), reply.toolCalls().get(2));
    }

    private static List<AiToolCall> calls(String calls) {
        return AiAnswers.reply(json("{'tool_calls':" + calls + "}"), false).toolCalls();
    }

    @Test
    void readsVectors() {
        AiEmbeddings found = AiAnswers.embeddings(json("{'data':[[1,-2.5],[3,4]],'pooling':'cls'}"), 2, 2);

        assertArrayEquals(new float[] {1, -2.5f}, found.vector(0));
        assertArrayEquals(new float[] {3, 4}, found.vector(1));
        assertEquals(2, found.dimensions());
        assertEquals(AiPooling.CLS, found.pooling());
        assertEquals(3, AiAnswers.embeddings(json("{'data':[[1,2,3]]}"), 1, 0).dimensions());
        assertNull(AiAnswers.embeddings(json("{'data':[[1]],'pooling':'max'}"), 1, 0)
                .pooling());
        assertNull(
                AiAnswers.embeddings(json("{'data':[[1]],'pooling':7}"), 1, 0).pooling());
        assertEquals(0, AiAnswers.embeddings(json("{'data':[]}"), 0, 0).data().length);
    }

    @Test
    void readsLongVectors() {
        String components = "1,".repeat(1_023) + "2";

        float[] vector = AiAnswers.embeddings(json("{'data':[[" + components + "]]}"), 1, 1_024)
                .vector(0);

        assertEquals(1_024, vector.length);
        assertEquals(1, vector[1_022]);
        assertEquals(2, vector[1_023]);
    }

    @Test
    void refusesVectorsOfOtherShapes() {
        assertRefused(
                "the model returned 1 vectors for 2 texts", () -> AiAnswers.embeddings(json("{'data':[[1,2]]}"), 2, 2));
        assertRefused(
                "the model returned 3 vectors for 2 texts",
                () -> AiAnswers.embeddings(json("{'data':[[1],[2],[3]]}"), 2, 0));
        assertRefused("the model returned 0 vectors for 1 texts", () -> AiAnswers.embeddings(json("{}"), 1, 2));
        assertRefused(
                "the model returned a vector of 1 dimensions, not 2",
                () -> AiAnswers.embeddings(json("{'data':[[1]]}"), 1, 2));
        assertRefused(
                "the model returned a vector of 3 dimensions, not 2",
                () -> AiAnswers.embeddings(json("{'data':[[1,2],[1,2,3]]}"), 2, 0));
        assertRefused(
                "the model returned a vector of 0 dimensions, not 2",
                () -> AiAnswers.embeddings(json("{'data':[1]}"), 1, 2));
    }

    @Test
    void readsLabels() {
        assertEquals(
                List.of(new AiLabel("b", 0.75), new AiLabel("a", 0.25)),
                AiAnswers.labels(json("[{'label':'b','score':0.75},{'label':'a','score':0.25}]")));
        assertRefused("the model returned an answer that is not a list of labels", () -> AiAnswers.labels(json("{}")));
    }

    @Test
    void ordersScoresAndCutsThem() {
        JsonNode answer = json("{'response':[{'id':0,'score':0.1},{'id':1,'score':0.9},{'id':2,'score':0.5}]}");
        AiScore first = new AiScore(1, 0.9);
        AiScore second = new AiScore(2, 0.5);
        AiScore third = new AiScore(0, 0.1);

        assertEquals(List.of(first), AiAnswers.scores(answer, 1));
        assertEquals(List.of(first, second), AiAnswers.scores(answer, 2));
        assertEquals(List.of(first, second, third), AiAnswers.scores(answer, 3));
        assertEquals(List.of(first, second, third), AiAnswers.scores(answer, 4));
        assertRefused(
                "the model returned an answer that is not a list of scores",
                () -> AiAnswers.scores(json("{'response':'a'}"), 1));
    }

    @Test
    void readsTheIdOfABatch() {
        assertEquals("id", AiAnswers.requestId(json("{'request_id':'id'}")));
        assertRefused(
                "the model queued a batch without a request ID", () -> AiAnswers.requestId(json("{'request_id':7}")));
    }

    @Test
    void readsBatches() {
        AiBatch done = AiAnswers.batch(json("{'responses':[{'id':1,'success':true,'result':{'a':1},"
                + "'external_reference':'b'},{'id':0,'result':{}},{'id':2,'external_reference':7}]}"));

        assertTrue(done.complete());
        assertEquals(
                List.of(
                        new AiBatch.Result(1, true, json("{'a':1}"), "b"),
                        new AiBatch.Result(0, false, json("{}"), null)),
                done.results().subList(0, 2));
        assertNull(done.results().get(2).externalReference());
        assertEquals(new AiBatch("running", List.of()), AiAnswers.batch(json("{'status':'running'}")));
        assertEquals(new AiBatch("queued", List.of()), AiAnswers.batch(json("{}")));
    }

    private static void assertRefused(String message, Executable reading) {
        assertEquals(message, assertThrows(ShapeException.class, reading).getMessage());
    }

    private static JsonNode json(String text) {
        return Json.MAPPER.readTree(text.replace('\'', '"'));
    }
}
