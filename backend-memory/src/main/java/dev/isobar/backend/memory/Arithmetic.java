package dev.isobar.backend.memory;

/** Sums over float32 values in double precision; four at a time, since one sum waits for each of its additions. */
final class Arithmetic {
    private Arithmetic() {}

    static double dot(float[] query, float[] block, int offset) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (int end = query.length - 3; i < end; i += 4) {
            a += (double) query[i] * block[offset + i];
            b += (double) query[i + 1] * block[offset + i + 1];
            c += (double) query[i + 2] * block[offset + i + 2];
            d += (double) query[i + 3] * block[offset + i + 3];
        }
        for (; i < query.length; i++) {
            a += (double) query[i] * block[offset + i];
        }
        return (a + b) + (c + d);
    }

    static double squaredDistance(float[] query, float[] block, int offset) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (int end = query.length - 3; i < end; i += 4) {
            double w = (double) query[i] - block[offset + i];
            double x = (double) query[i + 1] - block[offset + i + 1];
            double y = (double) query[i + 2] - block[offset + i + 2];
            double z = (double) query[i + 3] - block[offset + i + 3];
            a += w * w;
            b += x * x;
            c += y * y;
            d += z * z;
        }
        for (; i < query.length; i++) {
            double w = (double) query[i] - block[offset + i];
            a += w * w;
        }
        return (a + b) + (c + d);
    }
}
