package dev.isobar.spi;

/** The storage under Workers AI. */
public interface AiDriver extends Driver {}
