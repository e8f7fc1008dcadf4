package dev.isobar.backend.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A wire between client and server that tests can cut, stall and take away. */
final class Relay implements AutoCloseable {
    private final ServerSocket door;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition flowing = lock.newCondition();
    private boolean stalled;
    private int waiting;
    private volatile boolean away;
    private volatile boolean closed;

    private interface Work {
        void run() throws IOException;
    }

    private Relay(int target) {
        this.target = target;
        try {
            this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    static Relay to(int port) {
        Relay relay = new Relay(port);
        relay.start("accept", relay::accept);
        return relay;
    }

    int port() {
        return door.getLocalPort();
    }

    String url() {
        return "redis://127.0.0.1:" + port();
    }

    private void start(String what, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException cut) {
                        return;
                    }
                },
                "relay-" + what);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (!closed) {
            Socket client = door.accept();
            if (away) {
                client.close();
                continue;
            }
            connect(client);
        }
    }

    private void connect(Socket client) throws IOException {
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(client);
            sockets.add(server);
            start("up", () -> forward(client, server));
            start("down", () -> forward(server, client));
        } catch (ConnectException down) {
            client.close();
        }
    }

    private void forward(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[8192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                awaitFlow();
                out.write(buffer, 0, read);
            }
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private void awaitFlow() {
        lock.lock();
        try {
            waiting++;
            while (stalled && !closed) {
                flowing.awaitUninterruptibly();
            }
            waiting--;
        } finally {
            lock.unlock();
        }
    }

    /** Keeps every connection and lets nothing through, until told otherwise. */
    void stall(boolean stall) {
        lock.lock();
        try {
            stalled = stall;
            flowing.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How many connections have something that is not let through. */
    int waiting() {
        lock.lock();
        try {
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    /** Ends every connection; new ones are let in, unless the server is away. */
    void cut() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** Ends every connection at once, also new ones, while the server is away. */
    void away(boolean gone) throws IOException {
        away = gone;
        if (gone) {
            cut();
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        stall(false);
        door.close();
        cut();
    }
}
