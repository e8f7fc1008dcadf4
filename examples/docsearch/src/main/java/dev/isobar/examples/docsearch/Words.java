package dev.isobar.examples.docsearch;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The words of a question. */
record Words(List<String> list) {
    private static final Set<String> TOO_COMMON = Set.of(
            "a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "does", "for", "from", "has", "have", "how",
            "i", "if", "in", "is", "it", "its", "of", "on", "or", "that", "the", "then", "there", "this", "to", "was",
            "what", "when", "where", "which", "who", "why", "will", "with", "you");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]+");

    /** Takes the words that tell something; all of them if none does. */
    static Words of(String question) {
        List<String> all = WORD.matcher(question.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .distinct()
                .limit(32)
                .toList();
        List<String> telling =
                all.stream().filter(word -> !TOO_COMMON.contains(word)).toList();
        return new Words(telling.isEmpty() ? all : telling);
    }

    /** An FTS5 query that finds passages with any of the words; quoted, so that no word is an operator. */
    String anyOfThem() {
        return list.stream().map(word -> '"' + word + '"').collect(Collectors.joining(" OR "));
    }

    /** Finds the words and forms of them that are a little longer, ignoring case. */
    Pattern inText() {
        return Pattern.compile(
                list.stream()
                        .map(Pattern::quote)
                        .collect(Collectors.joining("|", "(?<![\\p{L}\\p{N}_])(?:", ")\\p{L}{0,3}(?![\\p{L}\\p{N}_])")),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
