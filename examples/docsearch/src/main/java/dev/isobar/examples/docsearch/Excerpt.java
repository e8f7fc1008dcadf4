package dev.isobar.examples.docsearch;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/** The part of a passage with most hits, each hit between the two marks. */
final class Excerpt {
    private static final int WIDTH = 240;

    private final String before;
    private final String after;

    Excerpt(String before, String after) {
        this.before = before;
        this.after = after;
    }

    String of(String passage, Words words) {
        String text = passage.replaceAll("\\s+", " ").strip();
        List<int[]> hits = hits(text, words);
        int start = best(text, hits);
        int end = Math.min(text.length(), start + WIDTH);
        StringBuilder excerpt = new StringBuilder(start > 0 ? "… " : "");
        int at = start;
        for (int[] hit : hits) {
            if (hit[0] >= at && hit[1] <= end) {
                excerpt.append(text, at, hit[0])
                        .append(before)
                        .append(text, hit[0], hit[1])
                        .append(after);
                at = hit[1];
            }
        }
        return excerpt.append(text, at, end)
                .append(end < text.length() ? " …" : "")
                .toString();
    }

    private static List<int[]> hits(String text, Words words) {
        List<int[]> hits = new ArrayList<>();
        if (words.list().isEmpty()) {
            return hits;
        }
        Matcher matcher = words.inText().matcher(text);
        while (matcher.find()) {
            hits.add(new int[] {matcher.start(), matcher.end()});
        }
        return hits;
    }

    private static int best(String text, List<int[]> hits) {
        int best = 0;
        int most = 0;
        for (int[] first : hits) {
            int inside = 0;
            for (int[] hit : hits) {
                inside += hit[0] >= first[0] && hit[1] <= first[0] + WIDTH - 40 ? 1 : 0;
            }
            if (inside > most) {
                most = inside;
                best = first[0];
            }
        }
        int start = Math.max(0, Math.min(best - 40, text.length() - WIDTH));
        int space = text.indexOf(' ', start);
        return start == 0 || space < 0 || space > best ? Math.min(start, best) : space + 1;
    }
}
