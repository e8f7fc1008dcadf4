package dev.isobar.backend.memory;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;
import dev.isobar.tck.VectorizeIndexTck;
import dev.isobar.tck.VectorizeShape;
import dev.isobar.vectorize.VectorizeIndex;

class MemoryDelayedVectorizeTckTest extends VectorizeIndexTck {
    @Override
    protected String backend() {
        return "memory-delayed";
    }

    @Override
    protected TckSubject<VectorizeIndex> open(TestClock clock, VectorizeShape shape) {
        String url = "memory:?visibility=2s&dimensions=" + shape.dimensions() + "&metric="
                + shape.metric().label();
        return TckSubject.of(Service.VECTORIZE, url, clock, Env::vectorize);
    }
}
