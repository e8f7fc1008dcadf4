/**
 * The KV binding over any driver. Not exported; only the environment uses it.
 *
 * <p>Start at {@link dev.isobar.internal.kv.PortableKVNamespace}.
 */
@NullMarked
package dev.isobar.internal.kv;

import org.jspecify.annotations.NullMarked;
