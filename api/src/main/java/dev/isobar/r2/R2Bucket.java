package dev.isobar.r2;

/** R2. */
public interface R2Bucket {}
