package dev.isobar.backend.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.isobar.spi.QueueDriver.Backlog;
import dev.isobar.spi.QueueDriver.Leased;
import dev.isobar.spi.QueueDriver.Peeked;
import dev.isobar.spi.QueueDriver.QueueRecord;
import dev.isobar.spi.QueueDriver.Taken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what the scripts of queues answer. */
final class QueueAnswers {
    private QueueAnswers() {}

    static Taken taken(String queue, int part, List<byte[]> answer) {
        List<Leased> leased = new ArrayList<>();
        for (int i = 2; i < answer.size(); i += 6) {
            String id = text(answer.get(i));
            int attempts = (int) number(answer.get(i + 2));
            leased.add(new Leased(
                    new RedisLease(queue, part, number(answer.get(i + 1)), id).toString(),
                    record(id, answer, i + 3),
                    attempts,
                    attempts - 1));
        }
        byte[] left = answer.get(1);
        return new Taken(leased, left.length == 0 ? null : Duration.ofMillis(number(left)), flag(answer.get(0)));
    }

    static List<Peeked> peeked(List<byte[]> answer) {
        List<Peeked> peeked = new ArrayList<>();
        for (int i = 0; i < answer.size(); i += 5) {
            peeked.add(new Peeked(record(text(answer.get(i)), answer, i + 2), (int) number(answer.get(i + 1))));
        }
        return peeked;
    }

    private static QueueRecord record(String id, List<byte[]> answer, int at) {
        return new QueueRecord(
                id, Instant.ofEpochMilli(number(answer.get(at))), text(answer.get(at + 1)), answer.get(at + 2));
    }

    static Backlog backlog(List<byte[]> answer) {
        return new Backlog(number(answer.get(0)), number(answer.get(1)), instant(answer.get(2)));
    }

    static @Nullable Instant instant(byte[] millis) {
        return millis.length == 0 ? null : Instant.ofEpochMilli(number(millis));
    }

    static boolean flag(byte[] text) {
        return text.length == 1 && text[0] == '1';
    }

    static String text(byte[] text) {
        return new String(text, UTF_8);
    }

    // Redis prints scores as doubles, great ones with an exponent.
    static long number(byte[] text) {
        return (long) Double.parseDouble(text(text));
    }
}
