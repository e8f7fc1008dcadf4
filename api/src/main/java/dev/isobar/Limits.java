package dev.isobar;

import dev.isobar.ai.AiLimits;
import dev.isobar.d1.D1Limits;
import dev.isobar.kv.KvLimits;
import dev.isobar.queue.QueueLimits;
import dev.isobar.r2.R2Limits;
import dev.isobar.vectorize.VectorizeLimits;

/**
 * What an environment enforces before a call reaches a backend, the same on all of them.
 *
 * @param ai limits of the models
 * @param d1 limits of a database
 * @param kv limits of a namespace
 * @param queue limits of a queue
 * @param r2 limits of a bucket
 * @param vectorize limits of an index
 * @since 0.1.0
 */
public record Limits(AiLimits ai, D1Limits d1, KvLimits kv, QueueLimits queue, R2Limits r2, VectorizeLimits vectorize) {
    /**
     * What Cloudflare documents; the default. For a single call the plans do not differ; the free plan's daily
     * allowances, its sizes of whole stores and its shorter retention are not simulated.
     */
    public static final Limits CLOUDFLARE = new Limits(
            AiLimits.CLOUDFLARE,
            D1Limits.CLOUDFLARE,
            KvLimits.CLOUDFLARE,
            QueueLimits.CLOUDFLARE,
            R2Limits.CLOUDFLARE,
            VectorizeLimits.CLOUDFLARE);

    /** For self-hosted stores, where Cloudflare's numbers need not hold. */
    public static final Limits RELAXED = new Limits(
            AiLimits.RELAXED,
            D1Limits.RELAXED,
            KvLimits.RELAXED,
            QueueLimits.RELAXED,
            R2Limits.RELAXED,
            VectorizeLimits.RELAXED);
}
