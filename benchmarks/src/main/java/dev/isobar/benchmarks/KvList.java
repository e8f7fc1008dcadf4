package dev.isobar.benchmarks;

import dev.isobar.kv.KvListOptions;
import dev.isobar.kv.KvListPage;
import org.openjdk.jmh.annotations.Benchmark;

/** Listing a page of a thousand names, somewhere in a namespace. */
public class KvList {
    @Benchmark
    public KvListPage isobar(Redis redis, Names names) {
        KvListPage page = redis.env.kv(names.namespace()).list(KvListOptions.ALL.withPrefix(names.prefix()));
        if (page.keys().size() != Names.PAGE) {
            throw new IllegalStateException("the page has " + page.keys().size() + " names");
        }
        return page;
    }
}
