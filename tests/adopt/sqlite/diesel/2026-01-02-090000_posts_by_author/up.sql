PRAGMA journal_mode = WAL;
ALTER TABLE posts ADD COLUMN author TEXT;
CREATE INDEX posts_author ON posts (author);
