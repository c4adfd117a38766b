-- count in cents
--
-- Revision ID: c012
-- Revises: c011
-- Create Date: 2026-11-20 08:12:00 UTC

-- retort: upgrade foreign_keys=off
DROP VIEW open_orders;
CREATE TABLE _retort_new_orders (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL REFERENCES customers (id),
    cents INTEGER NOT NULL DEFAULT 0,
    status TEXT NOT NULL DEFAULT 'new'
);
INSERT OR ABORT INTO _retort_new_orders (id, customer_id, cents, status) SELECT id, customer_id, total, coalesce(status, 'new') FROM orders;
DELETE FROM sqlite_sequence WHERE name = '_retort_new_orders';
INSERT INTO sqlite_sequence (name, seq) SELECT '_retort_new_orders', seq FROM sqlite_sequence WHERE name = 'orders';
DROP TABLE orders;
PRAGMA legacy_alter_table = ON;
ALTER TABLE _retort_new_orders RENAME TO orders;
PRAGMA legacy_alter_table = OFF;
CREATE INDEX ix_orders_customer_id ON orders (customer_id);
CREATE INDEX ix_orders_status ON orders (status);
CREATE TRIGGER orders_au AFTER UPDATE OF status ON orders BEGIN
    INSERT INTO log (what) VALUES ('order ' || new.id || ' is ' || new.status);
END;
CREATE VIEW open_orders AS SELECT o.id, c.name, o.cents FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.status = 'new';

-- retort: downgrade foreign_keys=off
DROP VIEW open_orders;
CREATE TABLE _retort_new_orders (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
    total INTEGER NOT NULL DEFAULT 0,
    status TEXT
);
INSERT OR ABORT INTO _retort_new_orders (id, customer_id, total, status) SELECT id, customer_id, cents, status FROM orders;
DELETE FROM sqlite_sequence WHERE name = '_retort_new_orders';
INSERT INTO sqlite_sequence (name, seq) SELECT '_retort_new_orders', seq FROM sqlite_sequence WHERE name = 'orders';
DROP TABLE orders;
PRAGMA legacy_alter_table = ON;
ALTER TABLE _retort_new_orders RENAME TO orders;
PRAGMA legacy_alter_table = OFF;
CREATE INDEX ix_orders_customer_id ON orders (customer_id);
CREATE INDEX ix_orders_status ON orders (status);
CREATE TRIGGER orders_au AFTER UPDATE OF status ON orders BEGIN
    INSERT INTO log (what) VALUES ('order ' || new.id || ' is ' || new.status);
END;
CREATE VIEW open_orders AS SELECT o.id, c.name, o.total FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.status = 'new';
