-- check the names of customers
--
-- Revision ID: c008
-- Revises: c007
-- Create Date: 2026-11-20 08:08:00 UTC

-- retort: upgrade foreign_keys=off
CREATE TABLE _retort_new_customers (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    email TEXT,
    CHECK (length(name) > 2)
);
INSERT OR ABORT INTO _retort_new_customers (id, name, email) SELECT id, name, NULL FROM customers;
DROP TABLE customers;
PRAGMA legacy_alter_table = ON;
ALTER TABLE _retort_new_customers RENAME TO customers;
PRAGMA legacy_alter_table = OFF;
CREATE UNIQUE INDEX ux_customers_email ON customers (email);

-- retort: downgrade foreign_keys=off
CREATE TABLE _retort_new_customers (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL
);
INSERT OR ABORT INTO _retort_new_customers (id, name) SELECT id, name FROM customers;
DROP TABLE customers;
PRAGMA legacy_alter_table = ON;
ALTER TABLE _retort_new_customers RENAME TO customers;
PRAGMA legacy_alter_table = OFF;

