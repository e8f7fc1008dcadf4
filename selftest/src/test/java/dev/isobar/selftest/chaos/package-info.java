/** Queues under random faults: nothing that a process, a backend or an application does may lose a message. */
@NullMarked
package dev.isobar.selftest.chaos;

import org.jspecify.annotations.NullMarked;
