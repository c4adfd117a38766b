DROP INDEX posts_author;
ALTER TABLE posts DROP COLUMN author;
