-- migrate:up
ALTER TABLE users ALTER COLUMN feels SET DEFAULT 'happy';
UPDATE users SET feels = 'happy';

-- migrate:down
UPDATE users SET feels = 'ok';
ALTER TABLE users ALTER COLUMN feels SET DEFAULT 'ok';
