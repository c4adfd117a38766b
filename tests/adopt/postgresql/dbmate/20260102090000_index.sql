-- migrate:up transaction:false
CREATE INDEX CONCURRENTLY users_feels ON users (feels);

-- migrate:down transaction:false
DROP INDEX CONCURRENTLY users_feels;
