package dev.isobar.spi;

/** The storage under D1. */
public interface D1Driver extends Driver {}
