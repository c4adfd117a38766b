-- migrate:up
-- nothing to do after all

-- migrate:down

