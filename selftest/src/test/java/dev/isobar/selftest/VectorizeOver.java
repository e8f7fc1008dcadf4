package dev.isobar.selftest;

import dev.isobar.spi.Capabilities;
import dev.isobar.spi.MetadataIndex;
import dev.isobar.spi.VectorizeDriver;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Vectorize driver over a good one; subclasses break one thing. */
class VectorizeOver implements VectorizeDriver {
    final VectorizeDriver good;

    VectorizeOver(VectorizeDriver good) {
        this.good = good;
    }

    @Override
    public Capabilities capabilities() {
        return good.capabilities();
    }

    @Override
    public IndexInfo info() throws Exception {
        return good.info();
    }

    @Override
    public boolean processed(String mutation) throws Exception {
        return good.processed(mutation);
    }

    @Override
    public String write(List<VectorRecord> vectors, boolean replace) throws Exception {
        return good.write(vectors, replace);
    }

    @Override
    public String delete(List<String> ids) throws Exception {
        return good.delete(ids);
    }

    @Override
    public List<VectorRecord> get(List<String> ids) throws Exception {
        return good.get(ids);
    }

    @Override
    public List<VectorMatch> query(VectorQuery query) throws Exception {
        return good.query(query);
    }

    @Override
    public VectorListing list(@Nullable String position, int limit) throws Exception {
        return good.list(position, limit);
    }

    @Override
    public String createMetadataIndex(MetadataIndex index) throws Exception {
        return good.createMetadataIndex(index);
    }

    @Override
    public String deleteMetadataIndex(String property) throws Exception {
        return good.deleteMetadataIndex(property);
    }

    @Override
    public List<MetadataIndex> metadataIndexes() throws Exception {
        return good.metadataIndexes();
    }
}
