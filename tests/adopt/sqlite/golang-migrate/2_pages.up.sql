CREATE TABLE pages (id INTEGER PRIMARY KEY, book_id INTEGER REFERENCES books, body TEXT);
CREATE INDEX pages_book ON pages (book_id)