package dev.isobar;

import dev.isobar.error.Service;
import dev.isobar.spi.BindingTarget;

/**
 * One binding as the configuration or the builder declares it.
 *
 * @param service its service
 * @param target its name and the store that it means
 * @param url where it lives
 * @param place where this was said, for messages
 */
record Declaration(Service service, BindingTarget target, String url, String place) {}
