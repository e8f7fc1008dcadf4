package dev.isobar.selftest;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import redis.embedded.core.ExecutableProvider;

/** A Redis server of one test class. */
public final class RedisServer implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(20);
    private static final Duration LONGEST_CLOSING = Duration.ofSeconds(5);

    private final Process process;
    private final RedisURI uri;

    private RedisServer(Process process, RedisURI uri) {
        this.process = process;
        this.uri = uri;
    }

    /** Starts it and waits until it answers; its log stands in the folder. */
    public static RedisServer start(Path folder) throws IOException {
        int port = freePort();
        List<String> command = List.of(
                ExecutableProvider.newJarResourceProvider().get().toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile())
                .start();
        RedisServer server = new RedisServer(process, RedisURI.create("127.0.0.1", port));
        long end = System.nanoTime() + LONGEST_START.toNanos();
        while (!server.answers()) {
            if (System.nanoTime() - end > 0 || !process.isAlive()) {
                server.close();
                throw new IllegalStateException("the server does not start");
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
            return ask(commands -> commands.ping().equals("PONG"));
        } catch (RedisConnectionException notYet) {
            return false;
        }
    }

    public String url() {
        return "redis://" + address();
    }

    /** Host and port. */
    public String address() {
        return "127.0.0.1:" + uri.getPort();
    }

    /** The connections that Isobar still holds after some seconds: the server sees a little later that one was closed. */
    public List<String> remainingConnections() {
        long end = System.nanoTime() + LONGEST_CLOSING.toNanos();
        List<String> open = connections();
        while (!open.isEmpty() && System.nanoTime() - end < 0) {
            open = connections();
        }
        return open;
    }

    private List<String> connections() {
        return ask(commands -> commands.clientList()
                .lines()
                .filter(line -> line.contains(" name=isobar"))
                .toList());
    }

    private <T> T ask(Function<RedisCommands<String, String>, T> question) {
        RedisClient client = RedisClient.create(uri);
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            return question.apply(connection.sync());
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
