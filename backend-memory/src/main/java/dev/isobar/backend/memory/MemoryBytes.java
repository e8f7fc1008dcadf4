package dev.isobar.backend.memory;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Bytes in pieces, so that an object may exceed an array and parts are joined without copying. */
final class MemoryBytes {
    private static final int PIECE = 1 << 20;

    private final List<byte[]> pieces;

    private MemoryBytes(List<byte[]> pieces) {
        this.pieces = pieces;
    }

    /** Reads a stream to its end; memory follows what it yields, not what was announced. */
    static MemoryBytes read(InputStream stream) throws IOException {
        List<byte[]> pieces = new ArrayList<>();
        byte[] piece;
        do {
            piece = stream.readNBytes(PIECE);
            if (piece.length > 0) {
                pieces.add(piece);
            }
        } while (piece.length == PIECE);
        return new MemoryBytes(pieces);
    }

    static MemoryBytes joined(List<MemoryBytes> parts) {
        List<byte[]> pieces = new ArrayList<>();
        parts.forEach(part -> pieces.addAll(part.pieces));
        return new MemoryBytes(pieces);
    }

    InputStream open(long offset, long length) {
        int piece = 0;
        long skip = offset;
        while (piece < pieces.size() && skip >= pieces.get(piece).length) {
            skip -= pieces.get(piece).length;
            piece++;
        }
        return new Reader(pieces, piece, (int) skip, length);
    }

    private static final class Reader extends InputStream {
        private final List<byte[]> pieces;
        private int piece;
        private int at;
        private long left;

        Reader(List<byte[]> pieces, int piece, int at, long length) {
            this.pieces = pieces;
            this.piece = piece;
            this.at = at;
            this.left = length;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int most) {
            if (most == 0) {
                return 0;
            }
            if (left == 0) {
                return -1;
            }
            byte[] current = pieces.get(piece);
            int count = (int) Math.min(left, Math.min(most, current.length - at));
            System.arraycopy(current, at, bytes, offset, count);
            left -= count;
            at += count;
            if (at == current.length) {
                piece++;
                at = 0;
            }
            return count;
        }

        @Override
        public int available() {
            return (int) Math.min(left, Integer.MAX_VALUE);
        }
    }
}
