package dev.isobar.backend.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/** A server of the tests' own on a free loopback port; it can be killed, stopped and started again on its data. */
final class RedisProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(20);

    final int port;
    private final Path folder;
    private final List<String> arguments = new ArrayList<>();
    private final Function<RedisURI.Builder, RedisURI> access;
    private @Nullable Process process;

    private RedisProcess(int port, List<String> settings, Function<RedisURI.Builder, RedisURI> access) {
        this.port = port;
        this.access = access;
        try {
            this.folder = Files.createTempDirectory("isobar-redis");
            arguments.add(executable().toString());
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        arguments.addAll(settings);
    }

    private static File executable() throws IOException {
        return ExecutableProvider.newJarResourceProvider().get();
    }

    /** Starts a plain server with further settings, such as {@code --appendonly yes}. */
    static RedisProcess start(String... settings) {
        int port = freePort();
        List<String> all = new ArrayList<>(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1"));
        all.addAll(List.of("--save", ""));
        all.addAll(List.of(settings));
        return start(port, all, RedisURI.Builder::build);
    }

    /** Starts a server of any kind. */
    static RedisProcess start(int port, List<String> settings, Function<RedisURI.Builder, RedisURI> access) {
        RedisProcess server = new RedisProcess(port, settings, access);
        server.start();
        return server;
    }

    /** Starts a sentinel, which keeps what it learns in its configuration. */
    static RedisProcess sentinel(List<String> configuration, Function<RedisURI.Builder, RedisURI> access) {
        int port = freePort();
        RedisProcess sentinel = new RedisProcess(port, List.of("sentinel.conf", "--sentinel"), access);
        List<String> lines = new ArrayList<>(List.of("port " + port, "bind 127.0.0.1"));
        lines.addAll(configuration);
        try {
            Files.write(sentinel.folder.resolve("sentinel.conf"), lines);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        sentinel.start();
        return sentinel;
    }

    /**
     * A port below those that the system gives to clients, which could take it before the server does. The port 10,000
     * above is free too: there the servers of a cluster talk to each other.
     */
    static int freePort() {
        for (int attempt = 0; attempt < 1000; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(10_000, 22_000);
            if (free(port) && free(port + 10_000)) {
                return port;
            }
        }
        throw new IllegalStateException("no port is free");
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /** Starts the process, again if it was there before, and waits until it answers. */
    void start() {
        try {
            process = new ProcessBuilder(arguments)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        long end = System.nanoTime() + START.toNanos();
        while (!answers()) {
            if (System.nanoTime() > end || !process.isAlive()) {
                kill();
                throw new IllegalStateException("the server does not answer; " + log());
            }
        }
    }

    private boolean answers() {
        try {
            return ask(commands -> commands.ping().equals("PONG"));
        } catch (RedisException notYet) {
            return String.valueOf(notYet.getMessage()).startsWith("NOAUTH");
        }
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException unreadable) {
            return "no log";
        }
    }

    /** Asks the server over a connection of the tests' own. */
    <T> T ask(Function<RedisCommands<String, String>, T> question) {
        RedisURI uri = access.apply(
                RedisURI.builder().withHost("127.0.0.1").withPort(port).withTimeout(Duration.ofSeconds(2)));
        RedisClient client = RedisClient.create(uri);
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            return question.apply(connection.sync());
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        }
    }

    Path folder() {
        return folder;
    }

    String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Ends the process at once, without a chance to write. */
    void kill() {
        Process running = process;
        process = null;
        if (running != null) {
            running.destroyForcibly();
            try {
                running.waitFor(10, TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        kill();
        try (var files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }
}
