package dev.isobar.spi;

import java.util.List;

/**
 * Lists, creates and drops the stores of one service in one backend: namespaces, databases, buckets, indexes or queues.
 * A backend that cannot do all three does not offer one ({@link Backend#stores}).
 *
 * <p>Stores that bindings use are among them: a binding whose store does not exist creates it, no later than by its
 * first write. Methods may be called from many threads.
 *
 * @since 0.1.0
 */
public interface StoreDriver extends Driver {
    /**
     * Declares what this driver can do.
     *
     * @implSpec declares {@link Capability#STORES}
     */
    @Override
    default Capabilities capabilities() {
        return Capabilities.of(Capability.STORES);
    }

    /**
     * Lists the stores.
     *
     * @return their names in ascending order of their UTF-8 bytes, see {@link Utf8Order}
     * @throws Exception whatever the client throws
     */
    List<String> list() throws Exception;

    /**
     * Creates an empty store.
     *
     * @param name its name
     * @return {@code false} if a store of this name exists, which stays as it is
     * @throws Exception whatever the client throws
     */
    boolean create(String name) throws Exception;

    /**
     * Drops a store with its content. The environment has refused further calls of its own bindings before; calls that
     * are under way may fail. Drivers that were opened before are not used again; a driver that is opened later sees a
     * new, empty store.
     *
     * @param name its name
     * @return {@code false} if there is no such store
     * @throws Exception whatever the client throws
     */
    boolean drop(String name) throws Exception;
}
