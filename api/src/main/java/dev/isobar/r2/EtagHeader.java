package dev.isobar.r2;

import dev.isobar.error.InvalidRequestException;
import java.util.ArrayList;
import java.util.List;

/** Reads the lists of If-Match and If-None-Match (R2-COND-02). */
final class EtagHeader {
    private final String name;
    private final String text;
    private final List<R2Etag> etags = new ArrayList<>();
    private int at;

    private EtagHeader(String name, String text) {
        this.name = name;
        this.text = text;
    }

    static List<R2Etag> parse(String name, String text) {
        return new EtagHeader(name, text).list();
    }

    private List<R2Etag> list() {
        boolean comma = separator();
        while (at < text.length() && "*\"W".indexOf(text.charAt(at)) >= 0) {
            if (!etags.isEmpty() && !comma) {
                throw expectedComma(text.charAt(at));
            }
            R2Etag etag = etag();
            if (etag.equals(R2Etag.ANY)) {
                return List.of(R2Etag.ANY);
            }
            etags.add(etag);
            comma = separator();
        }
        // As in the runtime, anything else ends the list.
        if (etags.isEmpty()) {
            throw refused("Invalid ETag in " + name + " header");
        }
        return List.copyOf(etags);
    }

    /** Skips blanks and commas; says whether there was a comma. */
    private boolean separator() {
        int start = at;
        while (at < text.length() && " \t,".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return text.substring(start, at).indexOf(',') >= 0;
    }

    private R2Etag etag() {
        switch (text.charAt(at)) {
            case '*' -> {
                return R2Etag.ANY;
            }
            case '"' -> {
                String value = quoted();
                // In quotes a star is no wildcard and, like a weak etag, equals none strongly.
                return new R2Etag(value, value.equals("*"));
            }
            default -> {
                if (!text.startsWith("W/\"", at)) {
                    throw refused("Weak etags must start with W/ and their value must be quoted");
                }
                at += 2;
                return new R2Etag(quoted(), true);
            }
        }
    }

    private String quoted() {
        int end = text.indexOf('"', at + 1);
        if (end < 0) {
            throw refused("Unclosed double quote for Etag");
        }
        String value = text.substring(at + 1, end);
        at = end + 1;
        return value;
    }

    private static InvalidRequestException expectedComma(char next) {
        String found =
                switch (next) {
                    case '"' -> startOf("double quote character '\"'", "strong");
                    case 'W' -> startOf("weak quotation character 'W'", "weak");
                    default -> "wildcard character '*' instead.";
                };
        return refused("Comma was expected to separate etags. Encountered a " + found);
    }

    private static String startOf(String found, String kind) {
        return found + " instead. This would otherwise indicate the start of a new " + kind + " etag.";
    }

    private static InvalidRequestException refused(String text) {
        return Refusal.of("get", text);
    }
}
