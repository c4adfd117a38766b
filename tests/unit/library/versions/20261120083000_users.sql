-- add users
--
-- Revision ID: aaaa00000001
-- Revises:

-- retort: upgrade
CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY, nick TEXT);
INSERT INTO users (id, nick) VALUES (1, 'a;b "c" \n ] ${x} é');

-- retort: downgrade
DROP TABLE users;
