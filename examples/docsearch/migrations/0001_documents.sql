-- Documents, their chunks, and a full-text index over the chunks.
CREATE TABLE documents (
  path TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  indexed_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE TABLE chunks (
  id TEXT PRIMARY KEY,
  path TEXT NOT NULL REFERENCES documents(path) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  heading TEXT NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX chunks_by_path ON chunks(path);
CREATE VIRTUAL TABLE chunks_text USING fts5(id UNINDEXED, path, heading, body, tokenize = 'porter unicode61');
CREATE TABLE unreadable (
  path TEXT PRIMARY KEY,
  reason TEXT NOT NULL
);
-- Answers may outlive this database: another one must not count through the same numbers.
CREATE TABLE generation (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), number INTEGER NOT NULL);
INSERT INTO generation VALUES (1, abs(random() % 1000000000000));
