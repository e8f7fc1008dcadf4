package dev.isobar.backend.redis;

/**
 * Names that probably exist, so that an overwrite can be one plain command. Only a hint: what it says wrongly costs one
 * more round trip. Races between threads lose hints and nothing else.
 */
final class SeenNames {
    private static final int SIZE = 1 << 15;

    /** A name has its place in a row of a few, so that names of one row do not drive each other out at once. */
    private static final int ROW = 8;

    private final int[] hashes = new int[SIZE];
    private int turn;

    boolean has(String name) {
        return place(spread(name)) >= 0;
    }

    void add(String name) {
        int hash = spread(name);
        if (place(hash) < 0) {
            int free = place(0, row(hash));
            hashes[free >= 0 ? free : row(hash) + (turn++ & (ROW - 1))] = hash;
        }
    }

    void remove(String name) {
        int place = place(spread(name));
        if (place >= 0) {
            hashes[place] = 0;
        }
    }

    private int place(int hash) {
        return place(hash, row(hash));
    }

    private int place(int wanted, int row) {
        for (int place = row; place < row + ROW; place++) {
            if (hashes[place] == wanted) {
                return place;
            }
        }
        return -1;
    }

    private static int row(int hash) {
        return hash & (SIZE - ROW);
    }

    private static int spread(String name) {
        int hash = name.hashCode() * 0x9E3779B9;
        return (hash ^ (hash >>> 16)) | 1;
    }
}
