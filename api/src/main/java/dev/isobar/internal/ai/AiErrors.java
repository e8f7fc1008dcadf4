package dev.isobar.internal.ai;

import dev.isobar.error.BackendException;
import dev.isobar.error.CallSite;
import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.IsobarException;
import dev.isobar.error.LimitExceededException;
import dev.isobar.error.ThrottledException;
import dev.isobar.error.TimedOutException;
import dev.isobar.error.UnauthorizedException;
import dev.isobar.error.UnavailableException;
import dev.isobar.internal.DriverCalls;
import dev.isobar.spi.AiFailureException;
import org.jspecify.annotations.Nullable;

/** What the codes of Workers AI mean to a caller: rules AI-05, AI-70 and AI-71. */
final class AiErrors {
    private AiErrors() {}

    /** Makes the error that a caller sees of what a driver, or an answer of a driver, has thrown. */
    static IsobarException translate(DriverCalls calls, String operation, Exception thrown) {
        if (thrown instanceof IsobarException known) {
            return known;
        }
        return thrown instanceof AiFailureException failed
                ? of(calls.site(operation), failed)
                : calls.translate(operation, thrown);
    }

    static IsobarException of(CallSite site, AiFailureException failed) {
        Integer known = failed.code();
        String code = code(failed);
        String text = (known == null ? "" : known + ": ") + failed.getMessage();
        return switch (known == null ? 0 : known) {
            case 2021, 2049, 3006, 3036 -> new LimitExceededException(site, code, text, failed);
            case 3007 -> new TimedOutException(site, code, text, failed);
            case 3040 -> new ThrottledException(site, code, text, failed.retryAfter(), failed);
            default -> byStatus(site, code, text, failed);
        };
    }

    private static @Nullable String code(AiFailureException failed) {
        Integer known = failed.code();
        return known != null
                ? Integer.toString(known)
                : failed.httpStatus() == 0 ? null : Integer.toString(failed.httpStatus());
    }

    private static IsobarException byStatus(
            CallSite site, @Nullable String code, String text, AiFailureException failed) {
        int status = failed.httpStatus();
        if (status >= 500) {
            return new UnavailableException(site, code, text, failed);
        }
        return switch (status) {
            case 400, 404, 405 -> new InvalidRequestException(site, code, text, failed);
            case 401, 403 -> new UnauthorizedException(site, code, text, failed);
            case 402, 413 -> new LimitExceededException(site, code, text, failed);
            case 429 -> new ThrottledException(site, code, text, failed.retryAfter(), failed);
            default -> new BackendException(site, code, text, failed);
        };
    }
}
