package dev.isobar;

import java.time.Duration;

/**
 * The delay of messages that are sent without one.
 *
 * @param delay the delay
 * @param place where this was said, for messages
 */
record DeliveryDelay(Duration delay, String place) {}
