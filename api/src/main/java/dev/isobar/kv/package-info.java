/**
 * Workers KV for applications: values under string keys, each with an optional expiry and metadata.
 *
 * <p>Start at {@link dev.isobar.kv.KVNamespace}.
 */
@NullMarked
package dev.isobar.kv;

import org.jspecify.annotations.NullMarked;
