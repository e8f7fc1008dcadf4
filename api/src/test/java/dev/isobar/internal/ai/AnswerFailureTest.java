package dev.isobar.internal.ai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.ai.Ai;
import dev.isobar.ai.AiBytes;
import dev.isobar.ai.AiEvent;
import dev.isobar.ai.AiStream;
import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.IsobarException;
import dev.isobar.error.ThrottledException;
import dev.isobar.error.UnavailableException;
import dev.isobar.internal.ai.FakeAi.BusyException;
import dev.isobar.spi.AiDriver.AiBody;
import dev.isobar.spi.AiDriver.AiFrames;
import dev.isobar.spi.AiDriver.AiResult;
import dev.isobar.spi.AiFailureException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Answers that fail while they are read, and answers that are closed: rules AI-45 and AI-46. */
class AnswerFailureTest {
    private static final String MODEL = "a-model";
    private static final Map<String, Object> PROMPT = Map.of("prompt", "why");
    private static final byte[] EVENTS = "data: {\"response\":\"ü\"}\n\ndata: {\"response\":\"\"}\n\ndata: [DONE]\n\n"
            .getBytes(StandardCharsets.UTF_8);

    private final AtomicInteger closings = new AtomicInteger();

    @Test
    void translatesAFailureAtAnyByteOfAnEventStream() {
        int beforeTheEnd = EVENTS.length - "\n\n".length();
        for (int cut = 0; cut < beforeTheEnd; cut++) {
            AiStream stream = ai(events(cut, new BusyException())).stream(MODEL, PROMPT);

            ThrottledException failed = assertThrows(ThrottledException.class, stream::text, "cut at " + cut);

            assertEquals(FakeAi.WAIT, failed.retryAfter());
            assertEquals("busy", failed.code());
            assertTrue(failed.getCause() instanceof BusyException);
        }
    }

    @Test
    void translatesAFailureAtAnyByteOfABody() {
        for (int cut = 0; cut < EVENTS.length; cut++) {
            InputStream body =
                    ai(events(cut, new BusyException())).stream(MODEL, PROMPT).body();

            IOException failed = assertThrows(IOException.class, body::readAllBytes, "cut at " + cut);

            assertTrue(failed.getCause() instanceof ThrottledException, "cut at " + cut);
        }
    }

    @Test
    void translatesAFailureOfFrames() {
        for (int frames = 0; frames < 3; frames++) {
            AiResult failing = failingFrames(frames, new BusyException());

            assertThrows(ThrottledException.class, () -> ai(failing).stream(MODEL, PROMPT)
                    .text());
        }
    }

    @Test
    void keepsTheCodeAndTheWaitOfAFailureInTheMiddle() {
        Duration wait = Duration.ofSeconds(9);
        AiResult failing = failingFrames(1, new AiFailureException(429, 3040, "no room", wait, null));

        ThrottledException failed = assertThrows(ThrottledException.class, () -> ai(failing).stream(MODEL, PROMPT)
                .text());

        assertEquals("3040: no room", failed.getMessage());
        assertEquals(wait, failed.retryAfter());
    }

    @Test
    void translatesAFailureOfBytes() {
        AiBytes bytes =
                ai(new AiBody("image/png", failing(new IOException("reset")))).bytes(MODEL, PROMPT);

        UnavailableException failed = assertThrows(UnavailableException.class, bytes::readAll);

        assertEquals("ai.run on AI: the backend cannot be reached", failed.getMessage());
    }

    @Test
    void setsTheInterruptFlagOnTheThreadThatReads() {
        AiStream stream =
                ai(new AiBody("text/event-stream", failing(new ClosedByInterruptException()))).stream(MODEL, PROMPT);

        assertThrows(UnavailableException.class, stream::text);

        assertTrue(Thread.interrupted());
    }

    @Test
    void failsAgainAfterAFailure() {
        Iterator<AiEvent> events =
                ai(failingFrames(1, new BusyException())).stream(MODEL, PROMPT).iterator();
        events.next();

        IsobarException first = assertThrows(ThrottledException.class, events::next);

        assertSame(first, assertThrows(ThrottledException.class, events::hasNext));
    }

    @Test
    void passesClosingOnOnce() throws IOException {
        AiStream events = ai(events(EVENTS.length, new BusyException())).stream(MODEL, PROMPT);
        InputStream body = events.body();
        body.close();
        events.close();
        assertEquals(1, closings.get());

        AiStream frames = ai(failingFrames(0, new BusyException())).stream(MODEL, PROMPT);
        frames.close();
        frames.close();
        assertEquals(2, closings.get());

        AiBytes bytes = ai(events(0, new BusyException())).bytes(MODEL, PROMPT);
        bytes.close();
        bytes.close();
        assertEquals(3, closings.get());
    }

    @Test
    void closesAnAnswerThatItRefuses() {
        for (AiResult refused : List.of(events(0, new BusyException()), failingFrames(0, new BusyException()))) {
            assertThrows(InvalidRequestException.class, () -> ai(refused).run(MODEL, PROMPT));
        }
        assertThrows(InvalidRequestException.class, () -> ai(failingFrames(0, new BusyException()))
                .bytes(MODEL, PROMPT));

        assertEquals(3, closings.get());
    }

    @Test
    void translatesAFailureToClose() {
        AiResult stuck = new AiFrames(List.<JsonNode>of().iterator(), () -> {
            throw new BusyException();
        });
        AiStream stream = ai(stuck).stream(MODEL, PROMPT);

        assertThrows(ThrottledException.class, stream::close);

        stream.close();
    }

    @Test
    void isNotReadAfterItWasClosed() {
        AiStream stream = ai(events(EVENTS.length, new BusyException())).stream(MODEL, PROMPT);
        Iterator<AiEvent> events = stream.iterator();
        stream.close();
        AiBytes bytes =
                ai(new AiBody("image/png", InputStream.nullInputStream())).bytes(MODEL, PROMPT);
        bytes.close();

        assertThrows(IllegalStateException.class, events::hasNext);
        assertThrows(IllegalStateException.class, stream::text);
        assertThrows(IllegalStateException.class, stream::iterator);
        assertThrows(UncheckedIOException.class, bytes::readAll);
    }

    private static Ai ai(AiResult answer) {
        return new FakeAi(request -> answer).portable();
    }

    private AiBody events(int cut, RuntimeException thrown) {
        InputStream begin = new ByteArrayInputStream(EVENTS, 0, cut);
        InputStream content = new SequenceInputStream(begin, failing(thrown)) {
            @Override
            public void close() {
                closings.incrementAndGet();
            }
        };
        return new AiBody("text/event-stream", content);
    }

    private static InputStream failing(Exception thrown) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                if (thrown instanceof IOException failed) {
                    throw failed;
                }
                throw (RuntimeException) thrown;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return read();
            }
        };
    }

    private AiFrames failingFrames(int count, RuntimeException thrown) {
        Supplier<JsonNode> frame = () -> JsonNodeFactory.instance.objectNode().put("response", "a");
        Iterator<JsonNode> frames = new Iterator<>() {
            private int given;

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public JsonNode next() {
                if (given++ == count) {
                    throw thrown;
                }
                return frame.get();
            }
        };
        return new AiFrames(frames, closings::incrementAndGet);
    }
}
