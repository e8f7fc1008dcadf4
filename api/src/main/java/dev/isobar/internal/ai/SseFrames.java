package dev.isobar.internal.ai;

import dev.isobar.internal.Json;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import tools.jackson.databind.JsonNode;

/** Writes frames as server-sent events while they are read, and {@code [DONE]} at the end (AI-40). */
final class SseFrames extends InputStream {
    private final Iterator<? extends JsonNode> frames;
    private byte[] event = new byte[0];
    private int position;
    private boolean done;

    SseFrames(Iterator<? extends JsonNode> frames) {
        this.frames = frames;
    }

    @Override
    public int read() {
        return advance() ? event[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (!advance()) {
            return -1;
        }
        int count = Math.min(length, event.length - position);
        System.arraycopy(event, position, target, offset, count);
        position += count;
        return count;
    }

    private boolean advance() {
        if (position < event.length) {
            return true;
        }
        if (done) {
            return false;
        }
        done = !frames.hasNext();
        String data = done ? SseReader.DONE : Json.MAPPER.writeValueAsString(frames.next());
        event = ("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
        position = 0;
        return true;
    }
}
