-- migrate:up
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE users (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL UNIQUE, -- lower case
  feels mood NOT NULL DEFAULT 'ok'
);
COMMENT ON TABLE users IS 'who may log in; -- retort: upgrade';
CREATE FUNCTION lower_email() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.email := lower(NEW.email); -- migrate it
  RETURN NEW;
END
$$;
CREATE TRIGGER users_lower BEFORE INSERT OR UPDATE ON users FOR EACH ROW EXECUTE FUNCTION lower_email();
INSERT INTO users (email) VALUES ('A@example.com');

-- migrate:down
DROP TABLE users;
DROP FUNCTION lower_email();
DROP TYPE mood;
