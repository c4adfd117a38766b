-- add a status in three steps
--
-- Revision ID: c003
-- Revises: c002
-- Create Date: 2026-11-20 08:03:00 UTC

-- retort: upgrade
ALTER TABLE orders ADD COLUMN status TEXT;

-- retort: upgrade
UPDATE orders SET status = 'new' WHERE id % 2 = 0;
UPDATE orders SET status = 'paid' WHERE id % 2 = 1;

-- retort: upgrade
CREATE INDEX ix_orders_status ON orders (status);

-- retort: downgrade
DROP INDEX ix_orders_status;

-- retort: downgrade
ALTER TABLE orders DROP COLUMN status;
