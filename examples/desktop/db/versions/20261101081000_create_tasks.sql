-- create tasks
--
-- Revision ID: 5d0c27b1e9a4
-- Revises:
-- Create Date: 2026-11-01 08:10:00 UTC
--
-- Generated: 48f5818f64f9

-- retort: upgrade
CREATE TABLE tasks (
  id INTEGER PRIMARY KEY NOT NULL,
  title TEXT NOT NULL,
  done BOOLEAN NOT NULL DEFAULT 0
);

-- retort: downgrade foreign_keys=off
-- loses: all rows of table 'tasks'
DROP TABLE tasks;
