-- make total an integer
--
-- Revision ID: c004
-- Revises: c003
-- Create Date: 2026-11-20 08:04:00 UTC

-- retort: upgrade foreign_keys=off
CREATE TABLE _retort_new_orders (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
    total INTEGER NOT NULL DEFAULT 0,
    status TEXT
);
INSERT OR ABORT INTO _retort_new_orders (id, customer_id, total, status) SELECT id, customer_id, total, status FROM orders;
DELETE FROM sqlite_sequence WHERE name = '_retort_new_orders';
INSERT INTO sqlite_sequence (name, seq) SELECT '_retort_new_orders', seq FROM sqlite_sequence WHERE name = 'orders';
DROP TABLE orders;
PRAGMA legacy_alter_table = ON;
ALTER TABLE _retort_new_orders RENAME TO orders;
PRAGMA legacy_alter_table = OFF;
CREATE INDEX ix_orders_customer_id ON orders (customer_id);
CREATE INDEX ix_orders_status ON orders (status);

-- retort: downgrade foreign_keys=off
CREATE TABLE _retort_new_orders (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER REFERENCES customers (id),
    total TEXT,
    status TEXT
);
INSERT OR ABORT INTO _retort_new_orders (id, customer_id, total, status) SELECT id, customer_id, total, status FROM orders;
DELETE FROM sqlite_sequence WHERE name = '_retort_new_orders';
INSERT INTO sqlite_sequence (name, seq) SELECT '_retort_new_orders', seq FROM sqlite_sequence WHERE name = 'orders';
DROP TABLE orders;
PRAGMA legacy_alter_table = ON;
ALTER TABLE _retort_new_orders RENAME TO orders;
PRAGMA legacy_alter_table = OFF;
CREATE INDEX ix_orders_customer_id ON orders (customer_id);
CREATE INDEX ix_orders_status ON orders (status);
