package dev.isobar.backend.memory;

import dev.isobar.spi.AiDriver.AiFrames;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Gives the texts of registered models the shapes of the service, in one piece or frame by frame (AI-40 to AI-42). */
final class TextAnswers {
    private TextAnswers() {}

    static ObjectNode whole(JsonNode inputs, String text) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("response", text);
        return withUsage(answer, inputs, text);
    }

    static String joined(Iterator<String> pieces) {
        StringBuilder text = new StringBuilder();
        pieces.forEachRemaining(text::append);
        return text.toString();
    }

    static AiFrames frames(JsonNode inputs, Iterator<String> pieces) {
        return new AiFrames(new Frames(inputs, pieces));
    }

    /** Cuts an answer before each word; whatever it has beside the text comes with the last frame. */
    static AiFrames frames(JsonNode inputs, ObjectNode answer) {
        Frames frames =
                new Frames(inputs, words(answer.path("response").asString("")).iterator());
        answer.properties().forEach(member -> {
            if (!member.getKey().equals("response")) {
                frames.last.set(member.getKey(), member.getValue());
            }
        });
        return new AiFrames(frames);
    }

    private static List<String> words(String text) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        for (int i = 1; i < text.length(); i++) {
            if (text.charAt(i) == ' ' && text.charAt(i - 1) != ' ') {
                pieces.add(text.substring(start, i));
                start = i;
            }
        }
        if (start < text.length()) {
            pieces.add(text.substring(start));
        }
        return pieces;
    }

    private static ObjectNode withUsage(ObjectNode answer, JsonNode inputs, String text) {
        if (answer.has("usage")) {
            return answer;
        }
        int read = tokens(inputs);
        int written = words(text).size();
        answer.putObject("usage")
                .put("prompt_tokens", read)
                .put("completion_tokens", written)
                .put("total_tokens", read + written);
        return answer;
    }

    private static int tokens(JsonNode inputs) {
        int tokens = words(inputs.path("prompt").asString("")).size();
        for (JsonNode message : inputs.path("messages")) {
            tokens += words(message.path("content").asString("")).size();
        }
        return tokens;
    }

    private static final class Frames implements Iterator<JsonNode> {
        private final JsonNode inputs;
        private final Iterator<String> pieces;
        private final StringBuilder text = new StringBuilder();
        private final ObjectNode last = JsonNodeFactory.instance.objectNode().put("response", "");
        private boolean ended;

        Frames(JsonNode inputs, Iterator<String> pieces) {
            this.inputs = inputs;
            this.pieces = pieces;
        }

        @Override
        public boolean hasNext() {
            return !ended;
        }

        @Override
        public JsonNode next() {
            if (ended) {
                throw new NoSuchElementException();
            }
            if (pieces.hasNext()) {
                String piece = pieces.next();
                text.append(piece);
                return JsonNodeFactory.instance.objectNode().put("response", piece);
            }
            ended = true;
            return withUsage(last, inputs, text.toString());
        }
    }
}
