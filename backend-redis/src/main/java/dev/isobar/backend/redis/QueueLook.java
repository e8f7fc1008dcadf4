package dev.isobar.backend.redis;

import dev.isobar.spi.QueueDriver.Backlog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one part of a queue holds.
 *
 * @param paused whether delivery is stopped
 * @param from since when the first ready message is ready
 * @param next when the next one becomes ready
 * @param backlog the ready messages
 * @param now the time of the look
 */
record QueueLook(
        boolean paused, @Nullable Instant from, @Nullable Instant next, Backlog backlog, Instant now) {
    /** How long it takes until the next message becomes ready, by the clock of the part's own server. */
    @Nullable
    Duration untilNext() {
        return next == null ? null : Duration.between(now, next);
    }

    /** Looks at all parts at once, and again at those where more has become ready than one step moves. */
    static List<QueueLook> all(List<QueueScripts> parts) {
        List<Script.Call<List<byte[]>>> calls =
                parts.stream().map(QueueScripts::look).toList();
        List<QueueLook> looks = new ArrayList<>();
        for (int part = 0; part < calls.size(); part++) {
            List<byte[]> answer = calls.get(part).await();
            while (QueueAnswers.flag(answer.get(1))) {
                answer = parts.get(part).look().await();
            }
            looks.add(new QueueLook(
                    QueueAnswers.flag(answer.get(0)),
                    QueueAnswers.instant(answer.get(2)),
                    QueueAnswers.instant(answer.get(3)),
                    QueueAnswers.backlog(answer.subList(4, 7)),
                    Instant.ofEpochMilli(QueueAnswers.number(answer.get(7)))));
        }
        return looks;
    }
}
