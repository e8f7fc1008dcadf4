package dev.isobar.selftest;

import dev.isobar.spi.StoreDriver;
import java.util.List;

/** Stores over good ones; subclasses break one thing. */
class StoresOver implements StoreDriver {
    final StoreDriver good;

    StoresOver(StoreDriver good) {
        this.good = good;
    }

    @Override
    public List<String> list() throws Exception {
        return good.list();
    }

    @Override
    public boolean create(String name) throws Exception {
        return good.create(name);
    }

    @Override
    public boolean drop(String name) throws Exception {
        return good.drop(name);
    }
}
