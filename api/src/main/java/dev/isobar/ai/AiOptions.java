package dev.isobar.ai;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a model is run (AI-09). Every backend checks all options; only Cloudflare uses them, except {@code queueRequest},
 * which every backend with batches knows.
 *
 * @param queueRequest whether the inputs are a batch to be queued (AI-10)
 * @param rejectIfBusy whether to fail at once if there is no room, rather than to wait
 * @param tags marks for the account's statistics, at most 5 of 50 characters from letters, digits and {@code : - . / @}
 * @param prefix what stands before the model's name in the request's header; {@code null} for nothing
 * @param extraHeaders headers that are sent with the request
 * @param gateway the AI Gateway to go through; {@code null} for none
 * @since 0.1.0
 */
public record AiOptions(
        boolean queueRequest,
        boolean rejectIfBusy,
        List<String> tags,
        @Nullable String prefix,
        Map<String, String> extraHeaders,
        @Nullable AiGateway gateway) {
    /** Runs the model as it is. */
    public static final AiOptions NONE = new AiOptions(false, false, List.of(), null, Map.of(), null);

    /** Copies tags and headers. */
    public AiOptions {
        tags = List.copyOf(tags);
        extraHeaders = Map.copyOf(extraHeaders);
    }

    /**
     * Sets whether the inputs are a batch to be queued (AI-10).
     *
     * @param queue whether to queue
     * @return a changed copy
     */
    public AiOptions withQueueRequest(boolean queue) {
        return new AiOptions(queue, rejectIfBusy, tags, prefix, extraHeaders, gateway);
    }

    /**
     * Sets whether to fail at once if there is no room.
     *
     * @param reject whether to fail rather than to wait
     * @return a changed copy
     */
    public AiOptions withRejectIfBusy(boolean reject) {
        return new AiOptions(queueRequest, reject, tags, prefix, extraHeaders, gateway);
    }

    /**
     * Sets the marks for the account's statistics.
     *
     * @param marks at most 5 of 50 characters from letters, digits and {@code : - . / @}; empty for none
     * @return a changed copy
     */
    public AiOptions withTags(List<String> marks) {
        return new AiOptions(queueRequest, rejectIfBusy, marks, prefix, extraHeaders, gateway);
    }

    /**
     * Sets what stands before the model's name in the request's header.
     *
     * @param text the prefix; {@code null} for nothing
     * @return a changed copy
     */
    public AiOptions withPrefix(@Nullable String text) {
        return new AiOptions(queueRequest, rejectIfBusy, tags, text, extraHeaders, gateway);
    }

    /**
     * Sets the headers that are sent with the request.
     *
     * @param headers values by name; empty for none
     * @return a changed copy
     */
    public AiOptions withExtraHeaders(Map<String, String> headers) {
        return new AiOptions(queueRequest, rejectIfBusy, tags, prefix, headers, gateway);
    }

    /**
     * Sets the AI Gateway to go through.
     *
     * @param through which one, and how; {@code null} for none
     * @return a changed copy
     */
    public AiOptions withGateway(@Nullable AiGateway through) {
        return new AiOptions(queueRequest, rejectIfBusy, tags, prefix, extraHeaders, through);
    }

    /** Shows the names of the headers: their values may be credentials. */
    @Override
    public String toString() {
        return "AiOptions[queueRequest=" + queueRequest + ", rejectIfBusy=" + rejectIfBusy + ", tags=" + tags
                + ", prefix=" + prefix + ", extraHeaders=" + extraHeaders.keySet() + ", gateway=" + gateway + "]";
    }
}
