package dev.isobar.ai;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a model is run (AI-09). All of it is checked everywhere; only Cloudflare makes use of it, save for
 * {@code queueRequest}, which every backend with batches knows.
 *
 * @param queueRequest whether the inputs are a batch to be queued (AI-10)
 * @param rejectIfBusy whether to fail at once if there is no room, rather than to wait
 * @param tags marks for the account's statistics, at most 5 of 50 characters from letters, digits and {@code : - . / @}
 * @param prefix what stands before the model's name in the request's header; {@code null} for nothing
 * @param extraHeaders headers that are sent along
 * @param gateway the AI Gateway to go through; {@code null} for none
 */
public record AiOptions(
        boolean queueRequest,
        boolean rejectIfBusy,
        List<String> tags,
        @Nullable String prefix,
        Map<String, String> extraHeaders,
        @Nullable AiGateway gateway) {
    /** Runs the model as it is. */
    public static final AiOptions NONE = builder().build();

    /** Copies tags and headers. */
    public AiOptions {
        tags = List.copyOf(tags);
        extraHeaders = Map.copyOf(extraHeaders);
    }

    /**
     * Starts with the defaults.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects options. Not safe for use from several threads. */
    public static final class Builder {
        private final List<String> tags = new ArrayList<>();
        private final Map<String, String> extraHeaders = new LinkedHashMap<>();
        private boolean queueRequest;
        private boolean rejectIfBusy;
        private @Nullable String prefix;
        private @Nullable AiGateway gateway;

        private Builder() {}

        /**
         * Queues the inputs as a batch (AI-10).
         *
         * @param queue whether to queue
         * @return this builder
         */
        public Builder queueRequest(boolean queue) {
            queueRequest = queue;
            return this;
        }

        /**
         * Fails at once if there is no room.
         *
         * @param reject whether to fail rather than to wait
         * @return this builder
         */
        public Builder rejectIfBusy(boolean reject) {
            rejectIfBusy = reject;
            return this;
        }

        /**
         * Adds a mark for the account's statistics.
         *
         * @param tag at most 50 characters from letters, digits and {@code : - . / @}
         * @return this builder
         */
        public Builder tag(String tag) {
            tags.add(tag);
            return this;
        }

        /**
         * Sets what stands before the model's name in the request's header.
         *
         * @param text the prefix
         * @return this builder
         */
        public Builder prefix(String text) {
            prefix = text;
            return this;
        }

        /**
         * Adds a header.
         *
         * @param name its name
         * @param value its value
         * @return this builder
         */
        public Builder extraHeader(String name, String value) {
            extraHeaders.put(name, value);
            return this;
        }

        /**
         * Goes through an AI Gateway.
         *
         * @param through which one, and how
         * @return this builder
         */
        public Builder gateway(AiGateway through) {
            gateway = through;
            return this;
        }

        /**
         * Ends the collection.
         *
         * @return the options
         */
        public AiOptions build() {
            return new AiOptions(queueRequest, rejectIfBusy, tags, prefix, extraHeaders, gateway);
        }
    }
}
