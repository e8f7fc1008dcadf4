package dev.isobar.spi;

/** The storage under Queues. */
public interface QueueDriver extends Driver {}
