package dev.isobar.internal.ai;

import dev.isobar.ai.AiEvent;
import dev.isobar.ai.AiStream;
import dev.isobar.ai.AiUsage;
import dev.isobar.error.BackendException;
import dev.isobar.error.CallSite;
import dev.isobar.error.IsobarException;
import dev.isobar.error.UnavailableException;
import dev.isobar.internal.DriverStream;
import dev.isobar.internal.Json;
import dev.isobar.spi.AiFailureException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The events of a run, read by rules AI-40 to AI-44. */
final class EventStream implements AiStream {
    private final CallSite site;
    private final DriverStream body;
    private final Events events;
    private boolean taken;
    private boolean passedOn;
    private @Nullable AiUsage usage;

    EventStream(CallSite site, DriverStream body) {
        this.site = site;
        this.body = body;
        this.events = new Events(new SseReader(body));
    }

    @Override
    public Iterator<AiEvent> iterator() {
        take();
        return events;
    }

    @Override
    public String text() {
        checkOpen();
        if (passedOn) {
            throw new IllegalStateException("the stream is being read as bytes");
        }
        taken = true;
        StringBuilder text = new StringBuilder();
        while (events.hasNext()) {
            text.append(events.next().text());
        }
        return text.toString();
    }

    @Override
    public @Nullable AiUsage usage() {
        return usage;
    }

    @Override
    public InputStream body() {
        take();
        passedOn = true;
        return body;
    }

    private void take() {
        checkOpen();
        if (taken) {
            throw new IllegalStateException("the stream is being read already");
        }
        taken = true;
    }

    private void checkOpen() {
        if (body.isClosed()) {
            throw new IllegalStateException("the stream is closed");
        }
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException failed) {
            throw told(failed);
        }
    }

    /** Returns the error that the body has translated; else the reader itself refused what it read. */
    private IsobarException told(IOException failed) {
        return failed.getCause() instanceof IsobarException translated
                ? translated
                : new BackendException(site, null, site + ": " + failed.getMessage(), failed);
    }

    private final class Events implements Iterator<AiEvent> {
        private final SseReader reader;
        private @Nullable AiEvent next;
        private @Nullable IsobarException failure;
        private boolean ended;

        Events(SseReader reader) {
            this.reader = reader;
        }

        @Override
        public boolean hasNext() {
            checkOpen();
            if (failure != null) {
                throw failure;
            }
            if (next == null && !ended) {
                try {
                    next = read();
                } catch (IsobarException failed) {
                    failure = failed;
                    throw failed;
                }
                ended = next == null;
            }
            return next != null;
        }

        @Override
        public AiEvent next() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException();
            }
            AiEvent event = next;
            next = null;
            return event;
        }

        private @Nullable AiEvent read() {
            String data = data();
            if (data.equals(SseReader.DONE)) {
                return null;
            }
            try {
                return event(Json.MAPPER.readTree(data));
            } catch (JacksonException noJson) {
                throw new BackendException(site, null, site + ": a frame of the stream is not JSON", null);
            }
        }

        private String data() {
            try {
                String data = reader.next();
                if (data != null) {
                    return data;
                }
            } catch (IOException failed) {
                throw told(failed);
            }
            throw new UnavailableException(
                    site, null, site + ": the connection was closed before [DONE], the end of the stream", null);
        }

        private AiEvent event(JsonNode frame) {
            AiFailureException failure = AiAnswers.failure(frame);
            if (failure != null) {
                throw AiErrors.of(site, failure);
            }
            AiUsage told = AiAnswers.usage(frame.path("usage"));
            usage = told == null ? usage : told;
            return new AiEvent(AiAnswers.delta(frame), frame);
        }
    }
}
