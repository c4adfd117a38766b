CREATE TABLE posts (id serial PRIMARY KEY, title varchar NOT NULL, updated_at timestamptz NOT NULL DEFAULT now());
CREATE TRIGGER posts_updated BEFORE UPDATE ON posts FOR EACH ROW EXECUTE PROCEDURE set_updated_at();
