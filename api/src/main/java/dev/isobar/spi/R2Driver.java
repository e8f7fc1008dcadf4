package dev.isobar.spi;

/** The storage under R2. */
public interface R2Driver extends Driver {}
