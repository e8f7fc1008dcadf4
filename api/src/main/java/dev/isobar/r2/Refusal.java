package dev.isobar.r2;

import dev.isobar.error.CallSite;
import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.Service;

/** What an argument is refused with as soon as it is made, before any call (R2-ERR-02). */
final class Refusal {
    private Refusal() {}

    static InvalidRequestException of(String operation, String text) {
        return new InvalidRequestException(new CallSite(Service.R2, null, operation), null, text, null);
    }
}
