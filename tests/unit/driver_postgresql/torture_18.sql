-- What torture.sql can't say on 15. Loads after it.

CREATE TABLE app.named (
  a integer CONSTRAINT my_not_null NOT NULL,
  b integer CONSTRAINT not_passed_on NOT NULL NO INHERIT,
  c integer GENERATED ALWAYS AS (a + 1) VIRTUAL,
  d integer,
  CONSTRAINT unenforced CHECK (a > 0) NOT ENFORCED
);
ALTER TABLE app.named ADD CONSTRAINT d_later NOT NULL d NOT VALID;
COMMENT ON CONSTRAINT my_not_null ON app.named IS 'a NOT NULL';
CREATE TABLE app.named_child () INHERITS (app.named);
CREATE TABLE app.periods (id integer, during daterange, PRIMARY KEY (id, during WITHOUT OVERLAPS));
CREATE TABLE app.of_periods (id integer, during daterange,
  FOREIGN KEY (id, PERIOD during) REFERENCES app.periods (id, PERIOD during),
  FOREIGN KEY (id) REFERENCES app.parent NOT ENFORCED,
  UNIQUE (id, during WITHOUT OVERLAPS));
CREATE DOMAIN app.named_domain AS text CONSTRAINT has_a_name NOT NULL;
CREATE COLLATION app.builtin (provider = builtin, locale = 'C.UTF-8');
CREATE COLLATION app.ruled (provider = icu, locale = 'en', rules = '&a < g');
CREATE PUBLICATION generated FOR TABLE app.t WITH (publish_generated_columns = stored);
GRANT MAINTAIN ON app.named TO pg_monitor;
