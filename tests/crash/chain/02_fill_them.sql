-- fill them
--
-- Revision ID: c002
-- Revises: c001
-- Create Date: 2026-11-20 08:02:00 UTC

-- retort: upgrade
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
INSERT INTO customers (id, name) SELECT i, 'customer ' || i FROM n;
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 900)
INSERT INTO orders (customer_id, total) SELECT 1 + i % 300, i * 10 FROM n;

-- retort: downgrade
DELETE FROM orders;
DELETE FROM customers;
