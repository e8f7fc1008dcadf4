package dev.isobar.spi;

/** The storage under Vectorize. */
public interface VectorizeDriver extends Driver {}
