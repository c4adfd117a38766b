-- A shop: something of everything that a schema can hold on SQLite. The mutations change one thing each.

CREATE TABLE countries (
  code TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL UNIQUE
) WITHOUT ROWID;

CREATE TABLE customers (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name VARCHAR(80) NOT NULL,
  email TEXT COLLATE NOCASE,
  country TEXT REFERENCES countries (code) ON UPDATE CASCADE ON DELETE SET NULL,
  credit NUMERIC(10,2) NOT NULL DEFAULT 0,
  created TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  note,
  CONSTRAINT uq_customers_email UNIQUE (email),
  CONSTRAINT ck_customers_credit CHECK (credit >= 0)
);

CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL CONSTRAINT fk_orders_customer
    REFERENCES customers (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  placed TEXT CONSTRAINT nn_orders_placed NOT NULL,
  status TEXT NOT NULL DEFAULT 'new' CHECK (status IN ('new', 'paid', 'sent')),
  parent_id INTEGER REFERENCES orders
);

CREATE TABLE items (
  order_id INTEGER NOT NULL,
  line INTEGER NOT NULL,
  product TEXT NOT NULL,
  quantity INTEGER NOT NULL ON CONFLICT REPLACE DEFAULT 1,
  price REAL NOT NULL,
  total REAL GENERATED ALWAYS AS (quantity * price) VIRTUAL,
  label TEXT GENERATED ALWAYS AS (product || ' x' || quantity) STORED,
  CONSTRAINT pk_items PRIMARY KEY (order_id, line),
  FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE CASCADE
);

CREATE TABLE settings (
  key TEXT PRIMARY KEY ON CONFLICT REPLACE NOT NULL,
  value ANY,
  UNIQUE (value, key) ON CONFLICT IGNORE
) STRICT;

CREATE TABLE audit (at TEXT, what TEXT);

CREATE INDEX ix_customers_name ON customers (name COLLATE NOCASE);
CREATE INDEX ix_orders_open ON orders (placed DESC, customer_id) WHERE status = 'new';
CREATE INDEX ix_orders_month ON orders (substr(placed, 1, 7));
CREATE UNIQUE INDEX ux_items_product ON items (order_id, product);

CREATE VIEW open_orders AS
  SELECT o.id, c.name, o.placed FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.status = 'new';
CREATE VIEW order_totals (order_id, total) AS SELECT order_id, sum(total) FROM items GROUP BY order_id;
CREATE VIEW big_orders AS SELECT t.order_id, t.total FROM order_totals t WHERE t.total > 1000;

CREATE VIRTUAL TABLE search USING fts5 (name, content='customers', content_rowid='id');
CREATE VIRTUAL TABLE places USING rtree (id, min_x, max_x, min_y, max_y);

CREATE TRIGGER orders_audit AFTER UPDATE OF status ON orders WHEN old.status <> new.status
BEGIN
  INSERT INTO audit (at, what) VALUES (CURRENT_TIMESTAMP, 'order ' || new.id || ': ' || new.status);
END;
CREATE TRIGGER open_orders_delete INSTEAD OF DELETE ON open_orders BEGIN
  DELETE FROM orders WHERE id = old.id;
END;
CREATE TRIGGER customers_search AFTER INSERT ON customers BEGIN
  INSERT INTO search (rowid, name) VALUES (new.id, new.name);
END;
