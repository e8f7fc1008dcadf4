package dev.isobar.internal.ai;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads the data of server-sent events. Lines are cut as bytes and decoded whole, so that it does not matter where the
 * network cut them.
 */
final class SseReader {
    /** The data of the event after which a stream has ended. */
    static final String DONE = "[DONE]";

    private static final int LONGEST_LINE = 16 * 1024 * 1024;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final InputStream in;
    private final byte[] buffer = new byte[8192];
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private int position;
    private int end;
    private boolean afterCarriageReturn;
    private boolean first = true;

    SseReader(InputStream in) {
        this.in = in;
    }

    /**
     * Returns the data of the next event, or null at the end. An event without its empty line was cut off and does not
     * count; a mark that a server ends its stream with does, since no more follows it.
     */
    @Nullable
    String next() throws IOException {
        StringBuilder data = null;
        while (true) {
            String line = line();
            if (line == null) {
                return data != null && DONE.contentEquals(data) ? DONE : null;
            }
            if (line.isEmpty()) {
                if (data != null) {
                    return data.toString();
                }
                continue;
            }
            String value = data(line);
            if (value != null) {
                data = data == null
                        ? new StringBuilder(value)
                        : data.append('\n').append(value);
            }
        }
    }

    private static @Nullable String data(String line) {
        if (line.equals("data")) {
            return "";
        }
        if (!line.startsWith("data:")) {
            return null;
        }
        return line.startsWith(" ", 5) ? line.substring(6) : line.substring(5);
    }

    private @Nullable String line() throws IOException {
        while (position < end || fill()) {
            if (afterCarriageReturn) {
                afterCarriageReturn = false;
                if (buffer[position] == '\n') {
                    position++;
                    continue;
                }
            }
            int start = position;
            while (position < end && buffer[position] != '\n' && buffer[position] != '\r') {
                position++;
            }
            begun.write(buffer, start, position - start);
            if (begun.size() > LONGEST_LINE) {
                throw new IOException("a line of more than " + LONGEST_LINE + " bytes in an event stream");
            }
            if (position < end) {
                afterCarriageReturn = buffer[position++] == '\r';
                return decoded();
            }
        }
        return begun.size() == 0 ? null : decoded();
    }

    private String decoded() {
        String line = begun.toString(StandardCharsets.UTF_8);
        begun.reset();
        boolean marked = first && !line.isEmpty() && line.charAt(0) == BYTE_ORDER_MARK;
        first = false;
        return marked ? line.substring(1) : line;
    }

    private boolean fill() throws IOException {
        position = 0;
        end = Math.max(0, in.read(buffer, 0, buffer.length));
        return end > 0;
    }
}
