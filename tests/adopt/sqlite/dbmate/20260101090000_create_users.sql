-- Everybody who may log in.
-- migrate:up
CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL UNIQUE, -- lower case
  note TEXT DEFAULT 'it''s; one'
);;
/* retort: upgrade */
INSERT INTO users (email) VALUES ('a@example.com'), ('b@example.com');

-- migrate:down
DROP TABLE users
