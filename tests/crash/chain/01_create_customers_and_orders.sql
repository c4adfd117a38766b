-- create customers and orders
--
-- Revision ID: c001
-- Revises:
-- Create Date: 2026-11-20 08:01:00 UTC

-- retort: upgrade
CREATE TABLE customers (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL
);
CREATE TABLE orders (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER REFERENCES customers (id),
    total TEXT
);
CREATE INDEX ix_orders_customer_id ON orders (customer_id);

-- retort: downgrade foreign_keys=off
DROP TABLE orders;
DROP TABLE customers;
