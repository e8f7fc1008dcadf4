package dev.isobar.selftest.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process that consumes until its input ends, and then has to end by itself, with nothing left running. */
final class ChaosWorker {
    private ChaosWorker() {}

    /** Takes a URL, a folder, the name of this process and a seed. */
    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[1]);
        Mischief mischief = new Mischief(Long.parseLong(arguments[3]));
        Journal journal = new Journal(folder.resolve(arguments[2] + ".journal"));
        ChaosProvider.use(mischief, journal);
        Thread.currentThread().setContextClassLoader(ChaosProvider.visibleIn(folder.resolve(arguments[2])));
        CountDownLatch told = new CountDownLatch(1);
        Thread listener = new Thread(() -> awaitEndOfInput(told), "chaos-input");
        listener.setDaemon(true);
        listener.start();
        try (ChaosNode node = new ChaosNode(arguments[0], mischief, journal)) {
            while (told.getCount() > 0) {
                node.step();
                mischief.pause(600);
            }
            mischief.stop();
            ChaosNode.requireAllToRun();
        }
        ChaosThreads.awaitEnd();
    }

    /** The input ends when the test says so, or its process has ended. */
    private static void awaitEndOfInput(CountDownLatch told) {
        try {
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        } catch (IOException broken) {
            // That is an end too.
        } finally {
            told.countDown();
        }
    }
}
