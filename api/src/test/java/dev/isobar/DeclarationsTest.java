package dev.isobar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.isobar.config.Configuration;
import dev.isobar.config.DeclaredBinding;
import dev.isobar.config.OtherParts;
import dev.isobar.config.PlacedUrl;
import dev.isobar.config.WranglerConsumer;
import dev.isobar.error.Service;
import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Driver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules ENV-CONS-01, ENV-CONS-02, ENV-CONS-05 and ENV-URL-06: what code declares over what files declare. */
class DeclarationsTest {
    private static final PlacedUrl URL = new PlacedUrl("memory:", "memory:", "file");
    private static final Driver DRIVER = Capabilities::of;

    private final Declarations code = new Declarations();

    private static Configuration files(List<DeclaredBinding> bindings, WranglerConsumer... consumers) {
        return new Configuration(
                bindings,
                Map.of("CACHE", URL, "JOBS", URL),
                List.of(consumers),
                Map.of("alone", URL),
                null,
                null,
                OtherParts.NONE,
                List.of(),
                true);
    }

    private static DeclaredBinding jobs(@Nullable Duration delay) {
        return new DeclaredBinding(Service.QUEUES, "JOBS", "jobs", "file", delay, null);
    }

    private static WranglerConsumer silent(String queue) {
        return new WranglerConsumer(queue, "file", null, null, null, null, null, null, null);
    }

    private QueueConsumerSettings settings(WranglerConsumer consumer) {
        Declarations all = code.over(files(List.of(), consumer));
        return Objects.requireNonNull(all.consumers().get(consumer.queue())).settings();
    }

    @Test
    void consumesAsTheFileSays() {
        WranglerConsumer said = new WranglerConsumer(
                "jobs", "file", 2, Duration.ofSeconds(3), 4, Duration.ofSeconds(5), 6, "failed", Duration.ofSeconds(7));

        assertEquals(
                new QueueConsumerSettings(
                        2, Duration.ofSeconds(3), 4, Duration.ofSeconds(5), 6, "failed", Duration.ofSeconds(7)),
                settings(said));
    }

    @Test
    void consumesByTheServicesDefaultsWhereTheFileIsSilent() {
        assertEquals(QueueConsumerSettings.DEFAULT, settings(silent("jobs")));
    }

    @Test
    void takesZeroAsAValue() {
        WranglerConsumer zero =
                new WranglerConsumer("jobs", "file", 1, Duration.ZERO, 0, Duration.ZERO, null, null, null);

        QueueConsumerSettings found = settings(zero);

        assertEquals(0, found.maxRetries());
        assertEquals(Duration.ZERO, found.maxBatchTimeout());
        assertEquals(Duration.ZERO, found.retryDelay());
        assertEquals(QueueConsumerSettings.DEFAULT.visibilityTimeout(), found.visibilityTimeout());
    }

    @Test
    void findsTheUrlOfAQueueThatIsOnlyConsumed() {
        Declarations all = code.over(files(List.of(), silent("alone"), silent("jobs")));

        ConsumerConfig alone = Objects.requireNonNull(all.consumers().get("alone"));
        ConsumerConfig produced = Objects.requireNonNull(all.consumers().get("jobs"));
        Declaration source = Objects.requireNonNull(alone.source());
        assertEquals(new BindingTarget("alone", null), source.target());
        assertEquals(Service.QUEUES, source.service());
        assertEquals("file", alone.place());
        assertNull(produced.source());
    }

    @Test
    void prefersTheCode() {
        QueueConsumerSettings four = QueueConsumerSettings.DEFAULT.withMaxBatchSize(4);
        code.bind(Declaration.inCode(Service.KV, new BindingTarget("CACHE", null), "memory:code", "code"));
        code.bind("OTHER", Service.KV, DRIVER);
        code.consume("jobs", new ConsumerConfig(four, null, "code"));
        code.delay("JOBS", new DeliveryDelay(Duration.ZERO, "code"));

        Declarations all = code.over(files(
                List.of(kv("CACHE"), kv("OTHER"), kv("WITHOUT_URL"), jobs(Duration.ofSeconds(9))), silent("jobs")));

        assertEquals(
                List.of("memory:code", "memory:"),
                all.bindings().stream().map(Declaration::url).toList());
        assertEquals("JOBS", all.bindings().get(1).target().binding());
        assertEquals("jobs", all.bindings().get(1).target().store());
        assertEquals(List.of(new DeclaredDriver("OTHER", Service.KV, DRIVER)), all.drivers());
        assertEquals(four, Objects.requireNonNull(all.consumers().get("jobs")).settings());
        assertEquals(Map.of("JOBS", new DeliveryDelay(Duration.ZERO, "code")), all.delays());
    }

    private static DeclaredBinding kv(String name) {
        return new DeclaredBinding(Service.KV, name, null, "file", null, null);
    }

    @Test
    void delaysAsTheFileSays() {
        assertEquals(
                Map.of("JOBS", new DeliveryDelay(Duration.ofSeconds(9), "file")),
                code.over(files(List.of(jobs(Duration.ofSeconds(9))))).delays());
        assertEquals(Set.of(), code.over(files(List.of(jobs(null)))).delays().keySet());
    }

    /** The delay in a file belongs to the file's binding, not to one in code that has its name. */
    @Test
    void forgetsTheDelayOfABindingThatCodeReplaces() {
        code.bind(Declaration.inCode(Service.QUEUES, new BindingTarget("JOBS", null), "memory:", "code"));

        assertEquals(
                Map.of(), code.over(files(List.of(jobs(Duration.ofSeconds(9))))).delays());
    }

    @Test
    void placesAQueueWhereTheFileDoesThoughCodeSetsHowItIsConsumed() {
        code.consume("alone", new ConsumerConfig(QueueConsumerSettings.DEFAULT, null, "code"));

        ConsumerConfig alone = consumer("alone", silent("alone"));

        assertEquals("code", alone.place());
        assertEquals("memory:", Objects.requireNonNull(alone.source()).url());
    }

    @Test
    void placesAQueueWhereCodeDoes() {
        PlacedUrl url = new PlacedUrl("memory:code", "memory:code", "code");
        code.consume(
                "alone", new ConsumerConfig(QueueConsumerSettings.DEFAULT, Declarations.source("alone", url), "code"));

        assertEquals(
                "memory:code",
                Objects.requireNonNull(consumer("alone", silent("alone")).source())
                        .url());
    }

    private ConsumerConfig consumer(String queue, WranglerConsumer... ofFile) {
        return Objects.requireNonNull(
                code.over(files(List.of(), ofFile)).consumers().get(queue));
    }

    @Test
    void knowsWhatIsLostForWantOfAUrl() {
        DeclaredBinding mails = new DeclaredBinding(Service.QUEUES, "MAILS", "mails", "file", null, null);

        Declarations all =
                code.over(files(List.of(kv("WITHOUT_URL"), mails, jobs(null)), silent("mails"), silent("x")));

        assertEquals(Set.of("WITHOUT_URL", "MAILS"), all.lostBindings());
        assertEquals(Set.of("mails", "x"), all.lostQueues());
        assertEquals(Map.of("JOBS", Service.QUEUES), all.services());
    }
}
