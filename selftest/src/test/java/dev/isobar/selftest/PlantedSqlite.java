package dev.isobar.selftest;

/** Single places of SQLite's driver that somebody may get wrong, and the rule that must notice. */
enum PlantedSqlite {
    LOCKS_FOR_THE_FIRST_STATEMENT_ONLY(
            "D1-SHARE-02",
            "SqliteD1Driver.java",
            "statements.stream().anyMatch(statement -> SqlStatement.mayWrite(statement.sql()))",
            "SqlStatement.mayWrite(statements.get(0).sql())"),
    LOCKS_WHEN_IT_WRITES(
            "D1-SHARE-02", "SqliteDatabase.java", "writes && shared ? \"BEGIN IMMEDIATE\" : \"BEGIN\"", "\"BEGIN\""),
    WAITS_FOR_NOBODY(
            "D1-SHARE-02",
            "SqliteDatabase.java",
            "sqlite.setBusyTimeout((int) config.busyTimeout().toMillis());",
            "sqlite.setBusyTimeout(0);"),
    KEEPS_WHAT_IT_HAS_READ(
            "D1-SHARE-01",
            "SqliteD1Driver.java",
            "private List<D1Rows> transaction(List<D1Statement> statements, boolean writes) throws SQLException { try {",
            """
            private final java.util.Map<List<D1Statement>, List<D1Rows>> kept = new java.util.HashMap<>();

            private List<D1Rows> transaction(List<D1Statement> statements, boolean writes) throws SQLException {
                if (writes) {
                    kept.clear();
                    return fresh(statements, writes);
                }
                List<D1Rows> known = kept.get(statements);
                if (known == null) {
                    known = fresh(statements, writes);
                    kept.put(statements, known);
                }
                return known;
            }

            private List<D1Rows> fresh(List<D1Statement> statements, boolean writes) throws SQLException {
                try {
            """),
    COMMITS_EACH_CALL_OF_A_TRANSACTION(
            "D1-SHARE-03",
            "SqliteTransaction.java",
            "database.release(); done = true;",
            "database.release(); done = true; database.commit(); database.begin(true, Duration.ofSeconds(30));"),
    WRITES_WITHOUT_A_LOG(
            "D1-SHARE-05",
            "SqliteDatabase.java",
            "sqlite.setJournalMode(SQLiteConfig.JournalMode.WAL);",
            "sqlite.setJournalMode(SQLiteConfig.JournalMode.DELETE); sqlite.setBusyTimeout(100);"),
    KNOWS_ITS_OWN_BOOKMARKS_ONLY(
            "D1-SHARE-04", "SqliteD1Driver.java", "return position == null ? null : bookmarks.next();", """
            String next = bookmarks.next();
            if (position != null && position.length() == next.length() && !position.endsWith(next.substring(27))) {
                throw new dev.isobar.spi.D1Failure("unknown bookmark");
            }
            return position == null ? null : next;
            """),
    CLOSES_THE_FILE_FOR_EVERYBODY(
            "D1-SHARE-06",
            "SqliteBackend.java",
            "this.file = open(shared);",
            "this.file = (SqliteD1Driver) System.getProperties().computeIfAbsent(shared.file(), path -> open(this.shared));"),
    ASKS_AGAIN_AFTER_A_FAILURE(
            "D1-ERR-07",
            "SqliteD1Driver.java",
            "return new D1Answer(transaction(statements, writes), bookmark(position)); } catch (SQLiteException failed) {",
            """
                return new D1Answer(transaction(statements, writes), bookmark(position));
            } catch (dev.isobar.spi.D1Failure failed) {
                streams.open(new D1Statement("select 1", List.of()), null);
                throw failed;
            } catch (SQLiteException failed) {
            """),
    LEAVES_READERS_OPEN(
            "D1-STREAM-04",
            "SqliteCursor.java",
            "try { prepared.close(); } finally { reader.close(); }",
            "prepared.close();"),
    LEAVES_READERS_OPEN_THAT_FAIL(
            "D1-STREAM-03",
            "SqliteStreams.java",
            "if (cursor == null) { reader.close(); }",
            "if (cursor == null) { reader.end(java.util.List.of()); }"),
    KEEPS_THE_NAMES_OF_COLUMNS(
            "D1-PREP-09",
            "StatementRunner.java",
            "private static Read read(PreparedStatement prepared, boolean last) throws SQLException {"
                    + " List<String> columns = SqliteValues.columns(prepared);",
            """
            private static final java.util.Map<String, List<String>> KEPT = new java.util.HashMap<>();

            private static Read read(PreparedStatement prepared, boolean last) throws SQLException {
                List<String> columns = SqliteValues.columns(prepared);
                List<String> known = KEPT.putIfAbsent(prepared.toString(), columns);
                columns = known == null ? columns : known;
            """),
    READS_BY_THE_DECLARED_TYPE("D1-TYPE-06", "SqliteValues.java", "Object value = found.getObject(column);", """
            Object value = found.getObject(column);
            if (value instanceof String && "INTEGER".equals(found.getMetaData().getColumnTypeName(column))) {
                return found.getLong(column);
            }
            """),
    READS_THE_FIRST_THOUSAND_ROWS(
            "D1-ALL-06",
            "StatementRunner.java",
            "while (found.next()) {",
            "while (rows.size() < 1000 && found.next()) {"),
    CUTS_ROW_IDS(
            "D1-META-04",
            "StatementRunner.java",
            "long idAfter = database.lastRowId();",
            "int idAfter = (int) database.lastRowId();"),
    COUNTS_BOOKMARKS_IN_A_BYTE(
            "D1-SESS-04", "Bookmarks.java", "HEX.toHexDigits(count)", "HEX.toHexDigits((byte) count)"),
    LEAVES_SWITCHES_AFTER_A_FAILURE(
            "D1-SQL-04", "SqliteDatabase.java", "execute(\"ROLLBACK\");", "execute(\"ROLLBACK\"); return;"),
    TAKES_A_LOST_COMMIT_FOR_DONE(
            "D1-TX-02",
            "SqliteTransaction.java",
            "database.commit(); } finally {",
            "database.commit(); } catch (SQLiteException lost) { state = State.ENDED; } finally {"),
    COMMITS_IN_PIECES("D1-BATCH-02", "SqliteD1Driver.java", "results.add(runner.run(statement, results.size()));", """
            results.add(runner.run(statement, results.size()));
            if (results.size() % 100 == 0) {
                database.commit();
                database.begin(writes, timeout);
            }
            """);

    private final String rule;
    private final String source;
    private final String place;
    private final String replacement;

    PlantedSqlite(String rule, String source, String place, String replacement) {
        this.rule = rule;
        this.source = source;
        this.place = place;
        this.replacement = replacement;
    }

    String rule() {
        return rule;
    }

    String source() {
        return source;
    }

    String place() {
        return place;
    }

    String replacement() {
        return replacement;
    }
}
