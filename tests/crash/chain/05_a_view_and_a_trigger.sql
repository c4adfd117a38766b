-- a view and a trigger
--
-- Revision ID: c005
-- Revises: c004
-- Create Date: 2026-11-20 08:05:00 UTC

-- retort: upgrade
CREATE VIEW open_orders AS SELECT o.id, c.name, o.total FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.status = 'new';
CREATE TABLE log (
    id INTEGER PRIMARY KEY,
    what TEXT NOT NULL
);
CREATE TRIGGER orders_au AFTER UPDATE OF status ON orders BEGIN
    INSERT INTO log (what) VALUES ('order ' || new.id || ' is ' || new.status);
END;

-- retort: downgrade foreign_keys=off
DROP TRIGGER orders_au;
DROP TABLE log;
DROP VIEW open_orders;
