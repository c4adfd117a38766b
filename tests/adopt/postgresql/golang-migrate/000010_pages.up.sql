SET search_path = public;
BEGIN;
CREATE TABLE pages (id bigserial PRIMARY KEY, book_id bigint REFERENCES books);
COMMIT;

BEGIN;
CREATE VIEW book_pages AS SELECT book_id, count(*) FROM pages GROUP BY book_id;
COMMIT;
