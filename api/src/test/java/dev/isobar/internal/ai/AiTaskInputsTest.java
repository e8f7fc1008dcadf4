package dev.isobar.internal.ai;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.ai.AiLimits;
import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.LimitExceededException;
import dev.isobar.internal.Json;
import dev.isobar.internal.Refusals;
import dev.isobar.spi.AiDriver.AiJson;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Which inputs the tasks take: rule AI-22. */
class AiTaskInputsTest {
    private static final String SMALL = "@cf/baai/bge-small-en-v1.5";
    private static final String M3 = "@cf/baai/bge-m3";
    private static final String QWEN = "@cf/qwen/qwen3-embedding-0.6b";
    private static final String RERANKER = "@cf/baai/bge-reranker-base";
    private static final String TEXT = "@cf/meta/llama-3.1-8b-instruct";

    private final AiTaskInputs tasks = new AiTaskInputs(
            new Refusals(FakeAi.calls(new FakeAi(request -> new AiJson(request.inputs())))), AiLimits.CLOUDFLARE);

    private static String named(String model) {
        return switch (model) {
            case "small" -> SMALL;
            case "m3" -> M3;
            case "qwen" -> QWEN;
            case "rank" -> RERANKER;
            default -> TEXT;
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text  | {}",
                "text  | {'prompt':'a'}",
                "text  | {'messages':[]}",
                "text  | {'prompt':'a','stream':true}",
                "text  | {'prompt':'a','stream':false,'response_format':{}}",
                "text  | {'prompt':'a','response_format':{'type':'json_object'}}",
                "text  | {'text':'','contexts':[],'top_k':0,'pooling':'max'}",
                "small | {'text':'a'}",
                "small | {'text':['a','b']}",
                "small | {'text':'a','pooling':'mean'}",
                "small | {'text':'a','pooling':'cls'}",
                "small | {'text':'a','query':'','contexts':[]}",
                "m3    | {'text':'a'}",
                "m3    | {'contexts':[{'text':'a'}]}",
                "m3    | {'query':'q','contexts':[{'text':'a'}]}",
                "m3    | {'query':'q','contexts':[{'text':'a'}],'top_k':1}",
                "qwen  | {'text':'a'}",
                "qwen  | {'queries':'a'}",
                "qwen  | {'queries':['a'],'documents':['b','c']}",
                "qwen  | {'documents':'b','text':'a'}",
                "rank  | {'query':'q','contexts':[{'text':'a'},{'text':'b'}]}",
                "rank  | {'query':'q','contexts':[{'text':'a'}],'top_k':1}",
                "rank  | {'query':'q','contexts':[{'text':'a'}],'top_k':99999999999999999999}"
            })
    void acceptsWhatTheTaskTakes(String model, String inputs) {
        assertDoesNotThrow(() -> tasks.check(named(model), json(inputs)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text  | {'prompt':'a','messages':[]}                        | prompt and messages are given; one of them is allowed",
                "text  | {'stream':true,'response_format':{}}                | JSON Mode cannot be streamed",
                "small | {}                                                  | text is required, a text or a list of texts",
                "small | {'text':7}                                          | text is required, a text or a list of texts",
                "small | {'text':{'a':'b'}}                                  | text is required, a text or a list of texts",
                "small | {'text':['a',7]}                                    | text is required, a text or a list of texts",
                "small | {'text':['a',['b']]}                                | text is required, a text or a list of texts",
                "small | {'text':''}                                         | text must not be empty",
                "small | {'text':['a','']}                                   | text must not be empty",
                "small | {'text':[]}                                         | text must have at least one text",
                "small | {'text':'a','pooling':'max'}                        | pooling must be mean or cls",
                "small | {'text':'a','pooling':7}                            | pooling must be mean or cls",
                "small | {'query':'q','contexts':[{'text':'a'}]}             | text is required, a text or a list of texts",
                "small | {'queries':'q'}                                     | text is required, a text or a list of texts",
                "m3    | {}                                                  | text is required, a text or a list of texts",
                "m3    | {'contexts':[]}                                     | contexts is required, a list of at least one",
                "m3    | {'contexts':'a'}                                    | contexts is required, a list of at least one",
                "m3    | {'contexts':{'text':'a'}}                           | contexts is required, a list of at least one",
                "m3    | {'contexts':[{'text':''}]}                          | the text of a context must not be empty",
                "m3    | {'query':'q'}                                       | contexts is required, a list of at least one",
                "m3    | {'query':'','contexts':[{'text':'a'}]}              | query must not be empty",
                "m3    | {'query':'q','contexts':[{'text':'a'}],'top_k':0}   | top_k must be at least 1",
                "m3    | {'contexts':[{'text':'a'}],'pooling':'max'}         | pooling must be mean or cls",
                "qwen  | {'queries':''}                                      | queries must not be empty",
                "qwen  | {'queries':'a','documents':['']}                    | documents must not be empty",
                "qwen  | {'queries':'a','text':''}                           | text must not be empty",
                "qwen  | {'documents':[7]}                                   | documents is required, a text or a list of texts",
                "qwen  | {'pooling':'mean'}                                  | text is required, a text or a list of texts",
                "rank  | {'query':'q'}                                       | contexts is required, a list of at least one",
                "rank  | {'query':7,'contexts':[{'text':'a'}]}               | query is required, a text or a list of texts",
                "rank  | {'contexts':[{'text':'a'}]}                         | query is required, a text or a list of texts",
                "rank  | {'query':'q','contexts':['a']}                      | the text of a context is required, a text or a list of texts",
                "rank  | {'query':'q','contexts':[{'text':'a'},{}]}          | the text of a context is required, a text or a list of texts",
                "rank  | {'query':'q','contexts':[{'text':'a'}],'top_k':0}   | top_k must be at least 1",
                "rank  | {'query':'q','contexts':[{'text':'a'}],'top_k':-1}  | top_k must be at least 1",
                "rank  | {'query':'q','contexts':[{'text':'a'}],'top_k':1.5} | top_k must be at least 1",
                "rank  | {'query':'q','contexts':[{'text':'a'}],'top_k':'1'} | top_k must be at least 1",
                "rank  | {'query':'q','contexts':[{'text':'a'}],'top_k':-99999999999999999999} | top_k must be at least 1"
            })
    void refusesAnythingElse(String model, String inputs, String problem) {
        InvalidRequestException refused =
                assertThrows(InvalidRequestException.class, () -> tasks.check(named(model), json(inputs)));

        assertEquals("5006: " + problem, refused.getMessage());
        assertEquals("5006", refused.code());
        assertEquals("run", refused.operation());
    }

    @Test
    void countsTexts() {
        for (String name : List.of("text", "queries", "documents")) {
            tasks.check(QWEN, texts(name, 100));

            LimitExceededException refused =
                    assertThrows(LimitExceededException.class, () -> tasks.check(QWEN, texts(name, 101)));

            assertEquals("5006: " + name + " has 101 texts; at most 100 are allowed", refused.getMessage());
            assertEquals("5006", refused.code());
        }
    }

    private static JsonNode texts(String name, int count) {
        return Json.MAPPER.valueToTree(Collections.singletonMap(name, Collections.nCopies(count, "a")));
    }

    private static JsonNode json(String text) {
        return Json.MAPPER.readTree(text.replace('\'', '"'));
    }
}
