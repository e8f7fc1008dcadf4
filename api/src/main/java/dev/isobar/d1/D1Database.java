package dev.isobar.d1;

/** D1. */
public interface D1Database {}
