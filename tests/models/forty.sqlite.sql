-- What forty.cpp says, as a person would write it for SQLite.
CREATE TABLE countries (
  code VARCHAR(2) NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  CONSTRAINT uq_countries_name UNIQUE (name)
);

CREATE TABLE cities (
  id INTEGER NOT NULL PRIMARY KEY,
  name TEXT COLLATE NOCASE NOT NULL,
  country_code VARCHAR(2) NOT NULL,
  CONSTRAINT fk_cities_country_code_countries FOREIGN KEY (country_code) REFERENCES countries (code) ON UPDATE CASCADE,
  CONSTRAINT uq_cities_country_code_name UNIQUE (country_code, name)
);

CREATE TABLE people (
  id INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  email VARCHAR(255) NOT NULL CONSTRAINT people_email_is_unique UNIQUE,
  nickname TEXT,
  city_id INTEGER,
  status TEXT NOT NULL DEFAULT 'active' CONSTRAINT ck_people_status CHECK (status IN ('draft', 'active', 'closed')),
  is_admin BOOLEAN NOT NULL DEFAULT 0,
  search_name TEXT NOT NULL GENERATED ALWAYS AS (lower(name)) STORED,
  created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at DATETIME,
  CONSTRAINT fk_people_city_id_cities FOREIGN KEY (city_id) REFERENCES cities (id) ON DELETE SET NULL,
  CONSTRAINT ck_people_has_name CHECK (length(name) > 0)
);
CREATE INDEX ix_people_city_id ON people (city_id);
CREATE INDEX ix_people_active ON people (status, created_at) WHERE status = 'active';
CREATE UNIQUE INDEX ix_people_nickname_lower ON people (lower(nickname));
CREATE INDEX ix_people_newest ON people (created_at DESC);

CREATE TABLE credentials (
  person_id INTEGER NOT NULL,
  hash BLOB NOT NULL,
  salt BLOB NOT NULL,
  hint TEXT DEFAULT NULL,
  CONSTRAINT credentials_key PRIMARY KEY (person_id),
  CONSTRAINT fk_credentials_person_id_people FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
) STRICT;

CREATE TABLE sessions (
  token TEXT NOT NULL PRIMARY KEY DEFAULT (lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' ||
    substr(hex(randomblob(2)), 2) || '-' || substr('89ab', 1 + (abs(random()) % 4), 1) ||
    substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))),
  person_id INTEGER NOT NULL,
  expires_at DATETIME NOT NULL,
  CONSTRAINT fk_sessions_person_id_people FOREIGN KEY (person_id) REFERENCES people (id)
    ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
) WITHOUT ROWID;
CREATE INDEX ix_sessions_person ON sessions (person_id);

CREATE TABLE addresses (
  id INTEGER NOT NULL PRIMARY KEY,
  person_id INTEGER NOT NULL,
  street TEXT,
  class TEXT NOT NULL DEFAULT 'home',
  CONSTRAINT addresses_have_a_person FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
);

CREATE TABLE friendships (
  person_id INTEGER NOT NULL,
  friend_id INTEGER NOT NULL,
  since DATE NOT NULL DEFAULT CURRENT_DATE,
  CONSTRAINT friendships_pk PRIMARY KEY (friend_id, person_id),
  CONSTRAINT fk_friendships_person_id_people FOREIGN KEY (person_id) REFERENCES people (id),
  CONSTRAINT fk_friendships_friend_id_people FOREIGN KEY (friend_id) REFERENCES people (id),
  CHECK (person_id <> friend_id)
);

CREATE TABLE numbers (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  tiny INTEGER NOT NULL,
  small_unsigned INTEGER NOT NULL,
  small INTEGER NOT NULL,
  medium_unsigned INTEGER NOT NULL,
  medium INTEGER NOT NULL,
  big_unsigned INTEGER NOT NULL,
  huge_unsigned NUMERIC(20) NOT NULL,
  big INTEGER NOT NULL,
  ratio REAL NOT NULL,
  exact REAL NOT NULL,
  flag BOOLEAN NOT NULL,
  letter VARCHAR(1) NOT NULL,
  price NUMERIC(10, 2) NOT NULL,
  units NUMERIC(6) NOT NULL
);

CREATE TABLE times (
  id INTEGER NOT NULL PRIMARY KEY,
  day DATE NOT NULL,
  local_time DATETIME NOT NULL,
  moment DATETIME NOT NULL,
  opens TIME NOT NULL,
  duration INTEGER NOT NULL
);

CREATE TABLE documents (
  id INTEGER NOT NULL PRIMARY KEY,
  body TEXT NOT NULL DEFAULT '{}',
  raw TEXT NOT NULL,
  tags TEXT NOT NULL,
  scores TEXT,
  language VARCHAR(8) NOT NULL DEFAULT 'en'
);
CREATE INDEX ix_documents_language ON documents (language);

CREATE TABLE accounts (
  id INTEGER NOT NULL PRIMARY KEY,
  balance NUMERIC(12, 2) NOT NULL DEFAULT 0 CHECK (balance >= 0)
);

CREATE TABLE warehouses (
  region INTEGER NOT NULL,
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (region, number)
);

CREATE TABLE shelves (
  region INTEGER NOT NULL,
  warehouse_number INTEGER NOT NULL,
  label TEXT NOT NULL,
  capacity INTEGER,
  PRIMARY KEY (region, warehouse_number, label),
  CONSTRAINT ck_shelves_capacity_positive CHECK (capacity > 0),
  CONSTRAINT fk_shelves_region_warehouses FOREIGN KEY (region, warehouse_number)
    REFERENCES warehouses (region, number) ON UPDATE CASCADE ON DELETE CASCADE
);

CREATE TABLE products (
  id INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  sku VARCHAR(32) NOT NULL,
  net NUMERIC(10, 2) NOT NULL,
  gross NUMERIC(10, 2) NOT NULL GENERATED ALWAYS AS (net * 1.2) STORED,
  priority TEXT NOT NULL DEFAULT 'low' CONSTRAINT ck_products_priority CHECK (priority IN ('low', 'very high')),
  successor_id INTEGER,
  created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at DATETIME,
  CONSTRAINT products_sku UNIQUE (sku),
  CONSTRAINT fk_products_successor_id_products FOREIGN KEY (successor_id) REFERENCES products (id) ON DELETE SET NULL
);

CREATE TABLE orders (
  id INTEGER NOT NULL PRIMARY KEY,
  person_id INTEGER NOT NULL,
  status TEXT NOT NULL DEFAULT 'draft' CONSTRAINT ck_orders_status CHECK (status IN ('draft', 'active', 'closed')),
  channel TEXT NOT NULL CONSTRAINT ck_orders_channel CHECK (channel IN ('web', 'phone')),
  note TEXT,
  created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at DATETIME,
  CONSTRAINT fk_orders_person_id_people FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE RESTRICT
);
CREATE INDEX ix_orders_person_id ON orders (person_id);

CREATE TABLE order_lines (
  order_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  product_id INTEGER NOT NULL,
  quantity INTEGER NOT NULL DEFAULT 1 CHECK (quantity > 0),
  PRIMARY KEY (order_id, position),
  CONSTRAINT fk_order_lines_order_id_orders FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE CASCADE,
  CONSTRAINT fk_order_lines_product_id_products FOREIGN KEY (product_id) REFERENCES products (id)
);

CREATE TABLE shipments (
  id INTEGER NOT NULL PRIMARY KEY,
  order_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  tracking TEXT,
  CONSTRAINT shipments_have_a_line FOREIGN KEY (order_id, position) REFERENCES order_lines (order_id, position)
);

CREATE TABLE invoices (
  id INTEGER NOT NULL PRIMARY KEY,
  order_id INTEGER NOT NULL,
  number VARCHAR(20) NOT NULL,
  CONSTRAINT fk_invoices_order_id_orders FOREIGN KEY (order_id) REFERENCES orders (id),
  CONSTRAINT invoices_number UNIQUE (number)
);

CREATE TABLE payments (
  id INTEGER NOT NULL PRIMARY KEY,
  invoice_id INTEGER NOT NULL,
  amount NUMERIC(10, 2) NOT NULL,
  CONSTRAINT fk_payments_invoice_id_invoices FOREIGN KEY (invoice_id) REFERENCES invoices (id),
  CONSTRAINT ck_payments_amount_positive CHECK (amount > 0)
);

CREATE TABLE rooms (
  id INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  CONSTRAINT uq_rooms_name UNIQUE (name)
);

CREATE TABLE bookings (
  id INTEGER NOT NULL PRIMARY KEY,
  room_id INTEGER NOT NULL,
  begins DATE NOT NULL,
  ends DATE NOT NULL,
  CONSTRAINT fk_bookings_room_id_rooms FOREIGN KEY (room_id) REFERENCES rooms (id),
  CONSTRAINT ck_bookings_begins_before_end CHECK (begins < ends)
);

CREATE TABLE events (
  id INTEGER NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE archived_events (
  id INTEGER NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE event_notes (
  id INTEGER NOT NULL PRIMARY KEY,
  event_id INTEGER NOT NULL,
  text TEXT NOT NULL,
  CONSTRAINT fk_event_notes_event_id_archived_events FOREIGN KEY (event_id) REFERENCES archived_events (id)
);

-- Somebody else's: no part of what is compared, but a foreign key needs it.
CREATE TABLE legacy_customers (
  id INTEGER NOT NULL PRIMARY KEY,
  label TEXT NOT NULL
);
CREATE TABLE legacy_links (
  person_id INTEGER NOT NULL PRIMARY KEY,
  customer_id INTEGER NOT NULL,
  CONSTRAINT fk_legacy_links_person_id_people FOREIGN KEY (person_id) REFERENCES people (id),
  CONSTRAINT fk_legacy_links_customer_id_legacy_customers FOREIGN KEY (customer_id) REFERENCES legacy_customers (id)
);

CREATE TABLE tenants (
  id INTEGER NOT NULL PRIMARY KEY,
  slug VARCHAR(40) NOT NULL,
  plan TEXT NOT NULL DEFAULT 'free' CHECK (plan <> ''),
  settings TEXT,
  CONSTRAINT uq_tenants_slug UNIQUE (slug)
);
CREATE UNIQUE INDEX ix_tenants_slug_lower ON tenants (lower(slug));

CREATE TABLE tenant_alpha (
  tenant_id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  title VARCHAR(80) COLLATE RTRIM,
  amount NUMERIC(8, 2) NOT NULL DEFAULT 0,
  doubled NUMERIC(9, 2) GENERATED ALWAYS AS (amount * 2) STORED,
  PRIMARY KEY (tenant_id, number),
  CONSTRAINT uq_tenant_alpha_title_amount UNIQUE (title, amount),
  CONSTRAINT ck_tenant_alpha_amount_positive CHECK (amount >= 0),
  CONSTRAINT fk_tenant_alpha_tenant_id_tenants FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE
);
CREATE INDEX ix_tenant_alpha_title ON tenant_alpha (title);
CREATE INDEX ix_tenant_alpha_amount ON tenant_alpha (amount, number) WHERE amount > 100;

CREATE TABLE tenant_beta (
  tenant_id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  title VARCHAR(80) COLLATE RTRIM,
  amount NUMERIC(8, 2) NOT NULL DEFAULT 0,
  doubled NUMERIC(9, 2) GENERATED ALWAYS AS (amount * 2) STORED,
  PRIMARY KEY (tenant_id, number),
  CONSTRAINT uq_tenant_beta_title_amount UNIQUE (title, amount),
  CONSTRAINT ck_tenant_beta_amount_positive CHECK (amount >= 0),
  CONSTRAINT fk_tenant_beta_tenant_id_tenants FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE
);
CREATE INDEX ix_tenant_beta_title ON tenant_beta (title);
CREATE INDEX ix_tenant_beta_amount ON tenant_beta (amount, number) WHERE amount > 100;

CREATE TABLE tenant_gamma (
  tenant_id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  title VARCHAR(80) COLLATE RTRIM,
  amount NUMERIC(8, 2) NOT NULL DEFAULT 0,
  doubled NUMERIC(9, 2) GENERATED ALWAYS AS (amount * 2) STORED,
  PRIMARY KEY (tenant_id, number),
  CONSTRAINT uq_tenant_gamma_title_amount UNIQUE (title, amount),
  CONSTRAINT ck_tenant_gamma_amount_positive CHECK (amount >= 0),
  CONSTRAINT fk_tenant_gamma_tenant_id_tenants FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE
);
CREATE INDEX ix_tenant_gamma_title ON tenant_gamma (title);
CREATE INDEX ix_tenant_gamma_amount ON tenant_gamma (amount, number) WHERE amount > 100;

CREATE TABLE tenant_delta (
  tenant_id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  title VARCHAR(80) COLLATE RTRIM,
  amount NUMERIC(8, 2) NOT NULL DEFAULT 0,
  doubled NUMERIC(9, 2) GENERATED ALWAYS AS (amount * 2) STORED,
  PRIMARY KEY (tenant_id, number),
  CONSTRAINT uq_tenant_delta_title_amount UNIQUE (title, amount),
  CONSTRAINT ck_tenant_delta_amount_positive CHECK (amount >= 0),
  CONSTRAINT fk_tenant_delta_tenant_id_tenants FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE
);
CREATE INDEX ix_tenant_delta_title ON tenant_delta (title);
CREATE INDEX ix_tenant_delta_amount ON tenant_delta (amount, number) WHERE amount > 100;

CREATE TABLE tenant_epsilon (
  tenant_id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  title VARCHAR(80) COLLATE RTRIM,
  amount NUMERIC(8, 2) NOT NULL DEFAULT 0,
  doubled NUMERIC(9, 2) GENERATED ALWAYS AS (amount * 2) STORED,
  PRIMARY KEY (tenant_id, number),
  CONSTRAINT uq_tenant_epsilon_title_amount UNIQUE (title, amount),
  CONSTRAINT ck_tenant_epsilon_amount_positive CHECK (amount >= 0),
  CONSTRAINT fk_tenant_epsilon_tenant_id_tenants FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE
);
CREATE INDEX ix_tenant_epsilon_title ON tenant_epsilon (title);
CREATE INDEX ix_tenant_epsilon_amount ON tenant_epsilon (amount, number) WHERE amount > 100;

CREATE TABLE tenant_zeta (
  tenant_id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  title VARCHAR(80) COLLATE RTRIM,
  amount NUMERIC(8, 2) NOT NULL DEFAULT 0,
  doubled NUMERIC(9, 2) GENERATED ALWAYS AS (amount * 2) STORED,
  PRIMARY KEY (tenant_id, number),
  CONSTRAINT uq_tenant_zeta_title_amount UNIQUE (title, amount),
  CONSTRAINT ck_tenant_zeta_amount_positive CHECK (amount >= 0),
  CONSTRAINT fk_tenant_zeta_tenant_id_tenants FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE
);
CREATE INDEX ix_tenant_zeta_title ON tenant_zeta (title);
CREATE INDEX ix_tenant_zeta_amount ON tenant_zeta (amount, number) WHERE amount > 100;

CREATE TABLE tenant_eta (
  tenant_id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  title VARCHAR(80) COLLATE RTRIM,
  amount NUMERIC(8, 2) NOT NULL DEFAULT 0,
  doubled NUMERIC(9, 2) GENERATED ALWAYS AS (amount * 2) STORED,
  PRIMARY KEY (tenant_id, number),
  CONSTRAINT uq_tenant_eta_title_amount UNIQUE (title, amount),
  CONSTRAINT ck_tenant_eta_amount_positive CHECK (amount >= 0),
  CONSTRAINT fk_tenant_eta_tenant_id_tenants FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE
);
CREATE INDEX ix_tenant_eta_title ON tenant_eta (title);
CREATE INDEX ix_tenant_eta_amount ON tenant_eta (amount, number) WHERE amount > 100;

CREATE TABLE tenant_theta (
  tenant_id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  title VARCHAR(80) COLLATE RTRIM,
  amount NUMERIC(8, 2) NOT NULL DEFAULT 0,
  doubled NUMERIC(9, 2) GENERATED ALWAYS AS (amount * 2) STORED,
  PRIMARY KEY (tenant_id, number),
  CONSTRAINT uq_tenant_theta_title_amount UNIQUE (title, amount),
  CONSTRAINT ck_tenant_theta_amount_positive CHECK (amount >= 0),
  CONSTRAINT fk_tenant_theta_tenant_id_tenants FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE
);
CREATE INDEX ix_tenant_theta_title ON tenant_theta (title);
CREATE INDEX ix_tenant_theta_amount ON tenant_theta (amount, number) WHERE amount > 100;

CREATE TABLE tenant_iota (
  tenant_id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  title VARCHAR(80) COLLATE RTRIM,
  amount NUMERIC(8, 2) NOT NULL DEFAULT 0,
  doubled NUMERIC(9, 2) GENERATED ALWAYS AS (amount * 2) STORED,
  PRIMARY KEY (tenant_id, number),
  CONSTRAINT uq_tenant_iota_title_amount UNIQUE (title, amount),
  CONSTRAINT ck_tenant_iota_amount_positive CHECK (amount >= 0),
  CONSTRAINT fk_tenant_iota_tenant_id_tenants FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE
);
CREATE INDEX ix_tenant_iota_title ON tenant_iota (title);
CREATE INDEX ix_tenant_iota_amount ON tenant_iota (amount, number) WHERE amount > 100;

CREATE TABLE tenant_kappa (
  tenant_id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  title VARCHAR(80) COLLATE RTRIM,
  amount NUMERIC(8, 2) NOT NULL DEFAULT 0,
  doubled NUMERIC(9, 2) GENERATED ALWAYS AS (amount * 2) STORED,
  PRIMARY KEY (tenant_id, number),
  CONSTRAINT uq_tenant_kappa_title_amount UNIQUE (title, amount),
  CONSTRAINT ck_tenant_kappa_amount_positive CHECK (amount >= 0),
  CONSTRAINT fk_tenant_kappa_tenant_id_tenants FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE
);
CREATE INDEX ix_tenant_kappa_title ON tenant_kappa (title);
CREATE INDEX ix_tenant_kappa_amount ON tenant_kappa (amount, number) WHERE amount > 100;

CREATE TABLE audit_log (
  at TEXT NOT NULL,
  what TEXT NOT NULL,
  CONSTRAINT audit_log_key PRIMARY KEY (at, what)
) STRICT, WITHOUT ROWID;

CREATE TABLE measurements (
  sensor INTEGER NOT NULL,
  taken_at DATETIME NOT NULL,
  value REAL
);

CREATE TABLE settings (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT
);

CREATE VIEW active_people AS SELECT id, name FROM people WHERE status = 'active';
CREATE VIEW newest_people AS SELECT id FROM active_people;

CREATE TRIGGER touch_people AFTER UPDATE ON people BEGIN
  UPDATE people SET updated_at = CURRENT_TIMESTAMP WHERE id = NEW.id;
END;
