-- migrate:up transaction:false
PRAGMA foreign_keys = OFF;
CREATE TABLE new_users (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE, note TEXT, age INTEGER CHECK (age > 0));
INSERT INTO new_users (id, email, note) SELECT id, email, note FROM users;
DROP TABLE users;
ALTER TABLE new_users RENAME TO users;
PRAGMA foreign_keys = ON;
VACUUM;

-- migrate:down transaction:false
PRAGMA foreign_keys = OFF;
CREATE TABLE old_users (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL UNIQUE, -- lower case
  note TEXT DEFAULT 'it''s; one'
);
INSERT INTO old_users SELECT id, email, note FROM users;
DROP TABLE users;
ALTER TABLE old_users RENAME TO users;
