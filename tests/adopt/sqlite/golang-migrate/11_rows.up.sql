INSERT INTO books (title) VALUES ('One'), ('Two');
