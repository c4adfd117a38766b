BEGIN;
ALTER TABLE pages ADD COLUMN words INTEGER;
COMMIT;
-- counted by hand
BEGIN IMMEDIATE;
CREATE VIEW long_pages AS SELECT id, book_id FROM pages WHERE words > 1000;
END;
