-- add emails
--
-- Revision ID: bbbb00000002
-- Revises: aaaa00000001

-- retort: upgrade
ALTER TABLE users ADD COLUMN email TEXT;

-- retort: downgrade
ALTER TABLE users DROP COLUMN email;
