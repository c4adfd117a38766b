-- add priority and due date
--
-- Revision ID: b83f6e0a12cd
-- Revises: 5d0c27b1e9a4
-- Create Date: 2026-11-20 08:30:00 UTC
--
-- Generated: 9099bfd4f249

-- retort: upgrade
ALTER TABLE tasks ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tasks ADD COLUMN due TEXT;
CREATE INDEX ix_tasks_open ON tasks (due) WHERE NOT done;

-- retort: downgrade
DROP INDEX ix_tasks_open;

-- loses: the values of column 'tasks.priority'
ALTER TABLE tasks DROP COLUMN priority;

-- loses: the values of column 'tasks.due'
ALTER TABLE tasks DROP COLUMN due;
