/** The test kit over Cloudflare's own runtime: what the rules claim is asked of workerd itself. */
@NullMarked
package dev.isobar.workerd;

import org.jspecify.annotations.NullMarked;
