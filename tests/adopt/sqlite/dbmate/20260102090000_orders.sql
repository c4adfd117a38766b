-- migrate:up
-- retort: downgrade
CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  total NUMERIC NOT NULL
);
CREATE TRIGGER orders_total AFTER INSERT ON orders WHEN NEW.total < 0
BEGIN
  UPDATE orders SET total = 0 WHERE id = NEW.id;
  SELECT 1;
END;
INSERT INTO orders (user_id, total) VALUES (1, 10), (2, -5);

-- migrate:down
DROP TRIGGER orders_total;
DROP TABLE orders;
