INSERT INTO authors (name) VALUES ('Ada'), ('Grace');
INSERT INTO notes (author_id, body, tags) SELECT id, 'the engine weaves', '{engine,loom}' FROM authors WHERE name = 'Ada';
INSERT INTO notes (author_id, body) SELECT id, 'a moth in the relay' FROM authors WHERE name = 'Grace';
