package dev.isobar.d1;

import java.time.Duration;

/**
 * What a script did.
 *
 * @param count the lines that ran, blank ones not counted; two statements on a line count once (D1-EXEC-02)
 * @param duration the time spent on the SQL of all lines
 * @since 0.1.0
 */
public record D1ExecResult(int count, Duration duration) {}
