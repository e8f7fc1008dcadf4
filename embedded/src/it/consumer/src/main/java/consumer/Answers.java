package consumer;

import dev.isobar.r2.R2ObjectBody;

/** Stops at the first answer that is not what was stored. */
final class Answers {
    private Answers() {}

    static void check(Consumer.App app, float[] vector) {
        equal("open", app.CACHE().get("session:1"));
        equal(new User("ada@example.com", "Ada"), user(app));
        equal("The Analytical Engine weaves algebraical patterns.", text(app));
        equal("ada.txt", app.DOCS().query(vector).matches().get(0).id());
        equal(1L, app.JOBS().metrics().backlogCount());
        System.out.println("six bindings answered; named module: " + Answers.class.getModule().isNamed());
    }

    private static User user(Consumer.App app) {
        return app.DB().prepare("SELECT * FROM users WHERE email = ?")
                .bind("ada@example.com")
                .first(User.class);
    }

    private static String text(Consumer.App app) {
        try (R2ObjectBody file = app.FILES().get("ada.txt")) {
            return file.text();
        }
    }

    private static void equal(Object wanted, Object found) {
        if (!wanted.equals(found)) {
            throw new AssertionError("wanted " + wanted + ", found " + found);
        }
    }
}
