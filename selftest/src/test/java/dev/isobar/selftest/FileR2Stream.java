package dev.isobar.selftest;

import dev.isobar.spi.R2Read.Span;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Some bytes of files that are all open from the start, so that they may be deleted. */
final class FileR2Stream extends InputStream {
    private final List<InputStream> files;
    private final AtomicLong open;
    private int current;
    private long left;

    private FileR2Stream(List<InputStream> files, AtomicLong open, long length) {
        this.files = files;
        this.open = open;
        this.left = length;
    }

    static InputStream open(List<Path> paths, Span span, AtomicLong open) throws IOException {
        List<InputStream> files = new ArrayList<>();
        try {
            for (Path path : paths) {
                files.add(Files.newInputStream(path));
            }
            FileR2Stream stream = new FileR2Stream(files, open, span.offset());
            stream.skipNBytes(span.offset());
            stream.left = span.length();
            open.incrementAndGet();
            return stream;
        } catch (IOException | RuntimeException failed) {
            for (InputStream file : files) {
                file.close();
            }
            throw failed;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int most) throws IOException {
        while (left > 0 && current < files.size()) {
            int count = files.get(current).read(bytes, offset, (int) Math.min(most, left));
            if (count >= 0) {
                left -= count;
                return count;
            }
            current++;
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        open.decrementAndGet();
        for (InputStream file : files) {
            file.close();
        }
    }
}
