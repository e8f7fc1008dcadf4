package dev.isobar.ai;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message of a conversation.
 *
 * @param role {@code system}, {@code user}, {@code assistant} or {@code tool}
 * @param content the text
 * @param name the tool that a {@code tool} message answers for (AI-51); {@code null} for none
 * @param toolCallId the call that a {@code tool} message answers (AI-51); {@code null} for none
 * @param toolCalls the calls that an {@code assistant} message made
 * @since 0.1.0
 */
public record AiMessage(
        String role,
        String content,
        @Nullable String name,
        @Nullable String toolCallId,
        List<AiToolCall> toolCalls) {
    /** Copies the calls. */
    public AiMessage {
        toolCalls = List.copyOf(toolCalls);
    }

    /**
     * Tells the model how to behave.
     *
     * @param content the text
     * @return the message
     */
    public static AiMessage system(String content) {
        return new AiMessage("system", content, null, null, List.of());
    }

    /**
     * Says what the user said.
     *
     * @param content the text
     * @return the message
     */
    public static AiMessage user(String content) {
        return new AiMessage("user", content, null, null, List.of());
    }

    /**
     * Repeats what the model said.
     *
     * @param reply its reply, with the calls that it made
     * @return the message
     */
    public static AiMessage assistant(AiReply reply) {
        return new AiMessage("assistant", reply.text(), null, null, reply.toolCalls());
    }

    /**
     * Gives the result of a tool (AI-51).
     *
     * @param call the call that it answers
     * @param content the result as text
     * @return the message
     */
    public static AiMessage tool(AiToolCall call, String content) {
        return new AiMessage("tool", content, call.name(), call.id(), List.of());
    }

    /** Shows the role, lengths and the names of tools: the text is the application's. */
    @Override
    public String toString() {
        return "AiMessage[role=" + role + ", content=" + Shown.of(content) + ", name=" + name + ", toolCallId="
                + toolCallId + ", toolCalls="
                + toolCalls.stream().map(AiToolCall::name).toList() + "]";
    }
}
