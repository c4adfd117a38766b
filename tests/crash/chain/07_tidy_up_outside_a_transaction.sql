-- tidy up outside a transaction
--
-- Revision ID: c007
-- Revises: c006
-- Create Date: 2026-11-20 08:07:00 UTC

-- retort: upgrade autocommit
CREATE INDEX ix_log_what ON log (what);
VACUUM;
ANALYZE orders;

-- retort: downgrade autocommit
DROP INDEX ix_log_what;
VACUUM;
