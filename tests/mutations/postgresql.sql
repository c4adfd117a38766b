-- A shop: something of everything that a schema can hold on PostgreSQL. The mutations change one thing each.

CREATE SCHEMA sales;
COMMENT ON SCHEMA sales IS 'what is sold';
CREATE EXTENSION citext;

CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
COMMENT ON TYPE mood IS 'how they are';
CREATE DOMAIN email AS citext CONSTRAINT email_form CHECK (VALUE ~ '@');
CREATE DOMAIN money2 AS numeric(12,2) DEFAULT 0 NOT NULL;
CREATE TYPE address AS (street text, city text, zip varchar(10));
CREATE TYPE span AS RANGE (SUBTYPE = float8, SUBTYPE_DIFF = float8mi);
CREATE SEQUENCE invoice_number START WITH 1000 INCREMENT BY 5 CACHE 10;

CREATE TABLE countries (
  code char(2) PRIMARY KEY,
  name text NOT NULL,
  CONSTRAINT uq_countries_name UNIQUE (name)
) WITH (fillfactor = 90);
COMMENT ON TABLE countries IS 'all of them';
COMMENT ON COLUMN countries.code IS 'ISO 3166';

CREATE TABLE customers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name varchar(80) NOT NULL,
  email email,
  country char(2) CONSTRAINT fk_customers_country REFERENCES countries (code) ON UPDATE CASCADE ON DELETE SET NULL,
  mood mood DEFAULT 'ok',
  home address,
  credit money2,
  tags text[] DEFAULT '{}',
  created timestamp with time zone DEFAULT now() NOT NULL,
  note text COLLATE "C",
  initial text GENERATED ALWAYS AS (left(name, 1)) STORED,
  CONSTRAINT uq_customers_email UNIQUE NULLS NOT DISTINCT (email),
  CONSTRAINT ck_customers_credit CHECK (credit >= 0)
);
ALTER TABLE customers ALTER COLUMN note SET STORAGE EXTERNAL;
ALTER TABLE customers ALTER COLUMN name SET STATISTICS 500;

CREATE TABLE orders (
  id serial PRIMARY KEY,
  customer_id bigint NOT NULL CONSTRAINT fk_orders_customer
    REFERENCES customers (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  placed date NOT NULL,
  status text DEFAULT 'new' NOT NULL CONSTRAINT ck_orders_status CHECK (status IN ('new', 'paid', 'sent')),
  during tsrange,
  CONSTRAINT ex_orders_during EXCLUDE USING gist (during WITH &&)
);

CREATE TABLE items (
  order_id integer NOT NULL REFERENCES orders (id),
  line smallint NOT NULL,
  product text NOT NULL,
  quantity integer DEFAULT 1 NOT NULL,
  price money2,
  CONSTRAINT pk_items PRIMARY KEY (order_id, line) INCLUDE (product)
);

CREATE TABLE events (
  at timestamp NOT NULL,
  kind text NOT NULL,
  body jsonb,
  PRIMARY KEY (at, kind)
) PARTITION BY RANGE (at);
CREATE INDEX ix_events_kind ON events (kind);
CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01') PARTITION BY LIST (kind);
CREATE TABLE events_2026_a PARTITION OF events_2026 FOR VALUES IN ('a', 'b');
CREATE TABLE events_rest PARTITION OF events DEFAULT;

CREATE TABLE animals (name text NOT NULL, legs integer DEFAULT 4);
CREATE TABLE birds (wings integer) INHERITS (animals);
CREATE UNLOGGED TABLE sales.log (at timestamp DEFAULT now(), what text);
CREATE TABLE sales.secrets (id integer PRIMARY KEY, owner text, body text);
ALTER TABLE sales.secrets ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_secrets ON sales.secrets FOR SELECT USING (owner = current_user);

CREATE INDEX ix_customers_name ON customers (lower(name) text_pattern_ops);
CREATE INDEX ix_customers_tags ON customers USING gin (tags) WITH (fastupdate = off);
CREATE INDEX ix_orders_open ON orders (placed DESC NULLS LAST, customer_id) WHERE status = 'new';
CREATE UNIQUE INDEX ux_items_product ON items (order_id, product) INCLUDE (price);
COMMENT ON INDEX ix_orders_open IS 'what is to be done';
CREATE STATISTICS st_orders (dependencies) ON customer_id, status FROM orders;

CREATE FUNCTION total(o integer) RETURNS numeric LANGUAGE sql STABLE AS
  $$SELECT sum(quantity * price) FROM public.items WHERE order_id = o$$;
CREATE FUNCTION add(a integer, b integer) RETURNS integer LANGUAGE sql IMMUTABLE STRICT RETURN a + b;
COMMENT ON FUNCTION add IS 'plus';
CREATE FUNCTION log_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO sales.log (what) VALUES (TG_OP || ' ' || new.id);
  RETURN new;
END $$;
CREATE PROCEDURE sales.tidy(days integer) LANGUAGE sql AS $$DELETE FROM sales.log WHERE at < now() - days * interval '1 day'$$;
CREATE AGGREGATE product_of (integer) (SFUNC = int4mul, STYPE = integer, INITCOND = '1');
CREATE OPERATOR <+> (LEFTARG = integer, RIGHTARG = integer, FUNCTION = add, COMMUTATOR = <+>);
CREATE CAST (address AS text) WITH INOUT AS ASSIGNMENT;

CREATE VIEW open_orders AS SELECT o.id, c.name, o.placed FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.status = 'new';
CREATE VIEW order_totals (order_id, total) WITH (security_barrier) AS SELECT order_id, sum(quantity * price) FROM items GROUP BY order_id;
CREATE VIEW big_orders AS SELECT t.order_id, t.total FROM order_totals t WHERE t.total > 1000;
CREATE MATERIALIZED VIEW sales.by_country AS SELECT country, count(*) AS n FROM customers GROUP BY country;
CREATE UNIQUE INDEX ux_by_country ON sales.by_country (country);
COMMENT ON VIEW big_orders IS 'more than a thousand';
COMMENT ON COLUMN big_orders.total IS 'in euros';

CREATE TRIGGER orders_log AFTER INSERT OR UPDATE OF status ON orders FOR EACH ROW WHEN (new.id > 0) EXECUTE FUNCTION log_order();
CREATE RULE no_delete AS ON DELETE TO countries DO INSTEAD NOTHING;
COMMENT ON TRIGGER orders_log ON orders IS 'who did it';

CREATE TEXT SEARCH DICTIONARY words (TEMPLATE = simple, StopWords = english);
CREATE TEXT SEARCH CONFIGURATION plain (PARSER = "default");
ALTER TEXT SEARCH CONFIGURATION plain ADD MAPPING FOR word, asciiword WITH words;
CREATE COLLATION german (provider = icu, locale = 'de-DE');
CREATE FOREIGN DATA WRAPPER far;
CREATE SERVER away FOREIGN DATA WRAPPER far OPTIONS (host 'nowhere.invalid');
CREATE FOREIGN TABLE stock (product text, amount integer) SERVER away OPTIONS (table_name 'stock');
CREATE PUBLICATION changes FOR TABLE orders, TABLE items WHERE (quantity > 0);

GRANT SELECT ON countries TO PUBLIC;
GRANT SELECT, INSERT ON customers TO pg_monitor;
GRANT UPDATE (note) ON customers TO pg_monitor;
GRANT USAGE ON SCHEMA sales TO pg_monitor;
REVOKE EXECUTE ON FUNCTION total(integer) FROM PUBLIC;
