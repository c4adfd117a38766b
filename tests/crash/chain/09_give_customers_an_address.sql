-- give customers an address
--
-- Revision ID: c009
-- Revises: c008
-- Create Date: 2026-11-20 08:09:00 UTC

-- retort: upgrade
UPDATE customers SET email = 'c' || id || '@example.org';

-- retort: downgrade
UPDATE customers SET email = NULL;
