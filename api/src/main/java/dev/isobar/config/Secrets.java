package dev.isobar.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds secrets that a file spells out in a URL, and shows URLs without any. */
public final class Secrets {
    private static final Pattern SECRET_NAME =
            Pattern.compile("(.*(password|passwd|passphrase|pwd|secret|token|credentials?))"
                    + "|(.*(api|access|secret|private|auth|signing|encryption|account|master|shared)[-_.]?)?key");
    private static final Pattern USER = Pattern.compile("(//)((?:[^/?#@:]*(?::[^?#]*)?))@");

    private Secrets() {}

    /** Returns what is spelt out in a URL: a setting's name, or the user's password. */
    static List<String> spelt(String url) {
        List<String> found = new ArrayList<>();
        int question = url.indexOf('?');
        Matcher user = USER.matcher(question < 0 ? url : url.substring(0, question));
        if (user.find()) {
            int colon = user.group(2).indexOf(':');
            if (colon >= 0 && literal(user.group(2).substring(colon + 1))) {
                found.add("the password before '@'");
            }
        }
        for (String pair :
                question < 0 ? new String[0] : url.substring(question + 1).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0 && isSecret(pair.substring(0, equals)) && literal(pair.substring(equals + 1))) {
                found.add("'" + pair.substring(0, equals) + "'");
            }
        }
        return found;
    }

    private static boolean isSecret(String setting) {
        return SECRET_NAME.matcher(setting.toLowerCase(java.util.Locale.ROOT)).matches();
    }

    private static boolean literal(String value) {
        return !value.isEmpty() && !value.contains("${");
    }

    /** Returns a URL without user, password and the values of its settings. */
    public static String hidden(String url) {
        int question = url.indexOf('?');
        String address =
                USER.matcher(question < 0 ? url : url.substring(0, question)).replaceAll("$1…@");
        if (question < 0) {
            return address;
        }
        return address + "?" + url.substring(question + 1).replaceAll("=[^&]*", "=…");
    }
}
