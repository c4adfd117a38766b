-- items
--
-- Revision ID: c010
-- Revises: c009
-- Create Date: 2026-11-20 08:10:00 UTC

-- retort: upgrade
CREATE TABLE items (
    order_id INTEGER NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    line INTEGER NOT NULL,
    what TEXT,
    PRIMARY KEY (order_id, line)
) WITHOUT ROWID;

-- retort: upgrade
INSERT INTO items (order_id, line, what) SELECT id, 1, 'first of ' || id FROM orders;
INSERT INTO items (order_id, line, what) SELECT id, 2, 'second of ' || id FROM orders WHERE id % 3 = 0;

-- retort: downgrade foreign_keys=off
DROP TABLE items;
