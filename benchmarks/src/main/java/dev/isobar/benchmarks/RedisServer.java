package dev.isobar.benchmarks;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/** The server that is measured: the one that {@code ISOBAR_TEST_REDIS_URL} names, else a process on a free loopback port. */
record RedisServer(
        String url, @Nullable Process process, @Nullable Path folder) implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(20);

    static RedisServer open() throws IOException {
        String own = System.getenv("ISOBAR_TEST_REDIS_URL");
        return own == null ? start() : new RedisServer(own, null, null);
    }

    private static RedisServer start() throws IOException {
        int port = freePort();
        Path folder = Files.createTempDirectory("isobar-benchmarks");
        File program = ExecutableProvider.newJarResourceProvider().get();
        Process process = new ProcessBuilder(
                        program.toString(), "--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", "")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        RedisServer server = new RedisServer("redis://127.0.0.1:" + port, process, folder);
        long end = System.nanoTime() + START.toNanos();
        while (!server.answers()) {
            if (System.nanoTime() > end || !process.isAlive()) {
                String log = Files.readString(folder.resolve("log"));
                server.close();
                throw new IOException("the server does not answer; " + log);
            }
        }
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean answers() {
        try {
            return version() != null;
        } catch (RedisException notYet) {
            return false;
        }
    }

    String version() {
        RedisClient client = RedisClient.create(url);
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            return connection
                    .sync()
                    .info("server")
                    .lines()
                    .filter(line -> line.startsWith("redis_version:"))
                    .map(line -> line.substring(line.indexOf(':') + 1))
                    .findFirst()
                    .orElse("of an unknown version");
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        }
    }

    @Override
    public void close() throws IOException {
        if (process == null || folder == null) {
            return;
        }
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }
}
