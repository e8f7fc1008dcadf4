package dev.isobar.vectorize;

/** Vectorize. */
public interface VectorizeIndex {}
