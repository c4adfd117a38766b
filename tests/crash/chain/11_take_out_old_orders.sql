-- take out old orders
--
-- Revision ID: c011
-- Revises: c010
-- Create Date: 2026-11-20 08:11:00 UTC

-- retort: upgrade
DELETE FROM orders WHERE id <= 100;

-- retort: downgrade
INSERT INTO orders (id, customer_id, total, status) SELECT id, id, 10 * id, 'back' FROM customers WHERE id <= 100;
