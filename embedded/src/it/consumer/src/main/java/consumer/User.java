package consumer;

/** A row of the table users. */
public record User(String email, String name) {}
