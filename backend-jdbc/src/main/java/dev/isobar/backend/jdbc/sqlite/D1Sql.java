package dev.isobar.backend.jdbc.sqlite;

import java.util.Set;

/** What D1 lets SQL name: functions, modules, statements. */
final class D1Sql {
    /** Functions that may be called. {@code load_extension} is one, because SQLite refuses it with D1's own text. */
    static final Set<String> FUNCTIONS = words(
            "abs changes char coalesce concat concat_ws format glob hex ifnull iif instr last_insert_rowid length like"
                    + " likelihood likely lower ltrim max min nullif octet_length printf quote random randomblob replace"
                    + " round rtrim sign soundex substr substring total_changes trim typeof unhex unicode unlikely upper"
                    + " zeroblob date time datetime julianday unixepoch strftime timediff current_date current_time"
                    + " current_timestamp avg count group_concat string_agg sum total row_number rank dense_rank"
                    + " percent_rank cume_dist ntile lag lead first_value last_value nth_value acos acosh asin asinh atan"
                    + " atan2 atanh ceil ceiling cos cosh degrees exp floor ln log log10 log2 mod pi pow power radians sin"
                    + " sinh sqrt tan tanh trunc json jsonb json_array jsonb_array json_extract jsonb_extract json_insert"
                    + " jsonb_insert json_object jsonb_object json_patch jsonb_patch json_remove jsonb_remove json_replace"
                    + " jsonb_replace json_set jsonb_set json_group_array jsonb_group_array json_group_object"
                    + " jsonb_group_object json_array_length json_type json_valid json_quote json_each json_tree -> ->>"
                    + " match highlight bm25 snippet rtreecheck load_extension");

    /** Functions of this build of SQLite that D1's build does not have, where the others are refused. */
    static final Set<String> ABSENT_FUNCTIONS = words(
            "acot atn2 charindex cot coth difference leftstr lower_quartile median mode padc padl padr proper replicate"
                    + " reverse rightstr square stdev strfilter upper_quartile variance percentile percentile_cont"
                    + " percentile_disc fts3_tokenizer matchinfo offsets optimize soundex");

    /** Modules that may be read without creating a table. */
    static final Set<String> EPONYMOUS_MODULES = Set.of("json_each", "json_tree", "fts5", "fts5vocab");

    /** Modules that {@code CREATE VIRTUAL TABLE} may use. */
    static final Set<String> MODULES = Set.of("fts5", "fts5vocab", "rtree", "rtree_i32");

    /** Statements that begin or end a transaction. */
    static final Set<String> TRANSACTION_VERBS = words("begin commit end rollback savepoint release");

    /** How the names of tables begin that are not the application's. */
    static final String RESERVED = "_cf_";

    private D1Sql() {}

    private static Set<String> words(String words) {
        return Set.of(words.split(" "));
    }
}
