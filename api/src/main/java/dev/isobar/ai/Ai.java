package dev.isobar.ai;

/** Workers AI. */
public interface Ai {}
