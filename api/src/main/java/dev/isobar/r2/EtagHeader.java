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
        blanks();
        do {
            R2Etag next = etag();
            if (next.equals(R2Etag.ANY)) {
                return List.of(R2Etag.ANY);
            }
            etags.add(next);
            blanks();
        } while (comma());
        return List.copyOf(etags);
    }

    private R2Etag etag() {
        switch (at < text.length() ? text.charAt(at) : 0) {
            case '*' -> {
                return R2Etag.ANY;
            }
            case '"' -> {
                return new R2Etag(quoted(), false);
            }
            case 'W' -> {
                if (!text.startsWith("W/\"", at)) {
                    throw refused("Weak etags must start with W/ and their value must be quoted");
                }
                at += 2;
                return new R2Etag(quoted(), true);
            }
            default -> throw invalid();
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

    private boolean comma() {
        if (at == text.length()) {
            return false;
        }
        switch (text.charAt(at)) {
            case ',' -> {
                at++;
                blanks();
                return true;
            }
            case '"' -> throw expectedComma("double quote character '\"'", "strong etag");
            case 'W' -> throw expectedComma("'W' character", "weak etag");
            case '*' -> throw expectedComma("wildcard character '*'", "wildcard");
            default -> throw invalid();
        }
    }

    private void blanks() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    private InvalidRequestException expectedComma(String found, String start) {
        return refused("Comma was expected to separate etags. Encountered a " + found
                + " instead. This would otherwise indicate the start of a new " + start + ".");
    }

    private InvalidRequestException invalid() {
        return refused("Invalid ETag in " + name + " header");
    }

    private static InvalidRequestException refused(String text) {
        return Refusal.of("get", text);
    }
}
