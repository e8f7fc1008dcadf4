package dev.isobar.queue;

/** The limits of Queues. */
public record QueueLimits() {
    /** What Cloudflare documents. */
    public static final QueueLimits CLOUDFLARE = new QueueLimits();

    /** For stores of one's own. */
    public static final QueueLimits RELAXED = new QueueLimits();
}
