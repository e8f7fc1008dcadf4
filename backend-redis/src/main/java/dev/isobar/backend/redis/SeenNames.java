package dev.isobar.backend.redis;

/**
 * Names that probably exist, so that an overwrite can be one plain command. Only a hint: what it says wrongly costs one
 * more round trip. Races between threads lose hints and nothing else.
 */
final class SeenNames {
    private static final int SIZE = 1 << 15;

    private final int[] hashes = new int[SIZE];

    boolean has(String name) {
        int hash = spread(name);
        return hashes[hash & (SIZE - 1)] == hash;
    }

    void add(String name) {
        int hash = spread(name);
        hashes[hash & (SIZE - 1)] = hash;
    }

    void remove(String name) {
        int hash = spread(name);
        if (hashes[hash & (SIZE - 1)] == hash) {
            hashes[hash & (SIZE - 1)] = 0;
        }
    }

    private static int spread(String name) {
        int hash = name.hashCode() * 0x9E3779B9;
        return hash ^ (hash >>> 16);
    }
}
