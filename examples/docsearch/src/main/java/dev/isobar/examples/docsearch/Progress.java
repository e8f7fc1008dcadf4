package dev.isobar.examples.docsearch;

import java.io.PrintWriter;
import java.util.concurrent.locks.ReentrantLock;

/** A bar on a terminal, a line for each tenth otherwise. */
final class Progress {
    private static final int WIDTH = 40;

    private final PrintWriter out;
    private final boolean terminal;
    private final int total;
    private final ReentrantLock lock = new ReentrantLock();
    private int done;

    Progress(PrintWriter out, boolean terminal, int total) {
        this.out = out;
        this.terminal = terminal;
        this.total = total;
    }

    void step(int documents) {
        lock.lock();
        try {
            int before = done;
            done = Math.min(total, done + documents);
            if (terminal) {
                bar();
            } else if (done * 10 / total > before * 10 / total) {
                out.printf("indexed %d of %d%n", done, total);
            }
            out.flush();
        } finally {
            lock.unlock();
        }
    }

    private void bar() {
        int filled = WIDTH * done / total;
        out.printf("\r[%s%s] %d/%d", "#".repeat(filled), " ".repeat(WIDTH - filled), done, total);
        if (done == total) {
            out.println();
        }
    }
}
