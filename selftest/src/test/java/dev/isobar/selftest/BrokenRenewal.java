package dev.isobar.selftest;

import dev.isobar.spi.QueueDriver;
import dev.isobar.spi.QueueDriver.Decision;
import dev.isobar.spi.QueueDriver.Settlement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How a driver can fail to renew leases; rule Q-LEASE-04 must notice. */
@SuppressWarnings("ImmutableEnumChecker") // The functions keep nothing.
enum BrokenRenewal {
    RENEWS_NOTHING(renewals -> List.of()),
    RENEWS_THE_FIRST_ONLY(renewals -> renewals.subList(0, Math.min(1, renewals.size()))),
    RENEWS_FOR_TOO_SHORT(renewals -> changed(renewals, Decision.EXTEND, Duration.ofSeconds(1))),
    ENDS_LEASES(renewals -> changed(renewals, Decision.RETRY, Duration.ZERO)),
    RELEASES_LEASES(renewals -> changed(renewals, Decision.RELEASE, Duration.ZERO));

    private final UnaryOperator<List<Settlement>> change;

    BrokenRenewal(UnaryOperator<List<Settlement>> change) {
        this.change = change;
    }

    private static List<Settlement> changed(List<Settlement> renewals, Decision decision, Duration time) {
        return renewals.stream()
                .map(renewal -> new Settlement(renewal.lease(), decision, time))
                .toList();
    }

    QueueDriver over(QueueDriver good) {
        return new QueueOver(good) {
            @Override
            public List<String> settle(List<Settlement> settlements, @Nullable String deadLetterQueue)
                    throws Exception {
                List<Settlement> others = new ArrayList<>(settlements);
                others.removeIf(one -> one.decision() == Decision.EXTEND);
                List<Settlement> renewals = new ArrayList<>(settlements);
                renewals.removeAll(others);
                others.addAll(renewals.isEmpty() ? renewals : change.apply(renewals));
                return others.isEmpty() ? List.of() : good.settle(others, deadLetterQueue);
            }
        };
    }
}
