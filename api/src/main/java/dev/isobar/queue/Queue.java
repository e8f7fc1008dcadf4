package dev.isobar.queue;

/** Queues. */
public interface Queue {}
