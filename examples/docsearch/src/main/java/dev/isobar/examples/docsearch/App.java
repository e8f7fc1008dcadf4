package dev.isobar.examples.docsearch;

import dev.isobar.ai.Ai;
import dev.isobar.d1.D1Database;
import dev.isobar.kv.KVNamespace;
import dev.isobar.queue.Queue;
import dev.isobar.r2.R2Bucket;
import dev.isobar.vectorize.VectorizeIndex;

/**
 * The bindings of wrangler.jsonc.
 *
 * @param AI makes vectors of texts
 * @param ANSWERS recent answers
 * @param CHUNKS the vectors of the passages
 * @param DB documents, passages, full text
 * @param ORIGINALS the files as they were
 * @param WORK the files that wait to be indexed
 */
record App(Ai AI, KVNamespace ANSWERS, VectorizeIndex CHUNKS, D1Database DB, R2Bucket ORIGINALS, Queue WORK) {}
