#include "models/forty.hpp"

using namespace forty;

// clang-format off
template <> inline constexpr auto retort::model<Country> = table<Country>("countries",
    column<&Country::code>(String(2), primary_key),
    column<&Country::name>(unique));

template <> inline constexpr auto retort::model<City> = table<City>("cities",
    column<&City::id>(primary_key, identity({.always = true, .start = 1000, .increment = 10})),
    column<&City::name>(collation(sql::text("C").on(dialect::sqlite, "NOCASE")), comment("as people there write it")),
    column<&City::country_code>(String(2), references<Country, &Country::code>({.on_update = "CASCADE"})),
    unique_constraint<&City::country_code, &City::name>());

template <> inline constexpr auto retort::model<Person> = table<Person>("people",
    comment("whoever has an account"),
    renamed_from("users"),
    column<&Person::id>(primary_key, identity),
    column<&Person::name>(),
    column<&Person::email>(unique("people_email_is_unique")),
    column<&Person::nickname>(renamed_from("nick"), existing("'none'")),
    column<&Person::city_id>(references<City, &City::id>({.on_delete = "SET NULL"}), indexed),
    column<&Person::status>(server_default("'active'")),
    column<&Person::is_admin>(server_default(false)),
    column<&Person::search_name>(computed("lower(name)")),
    column<&Person::created_at>(server_default(sql::now())),
    column<&Person::updated_at>(),
    check_constraint("length(name) > 0", "has_name"),
    index<&Person::status, &Person::created_at>("ix_people_active", {.where = "status = 'active'"}),
    index<expression<"lower(nickname)">>("ix_people_nickname_lower", {.unique = true}),
    index<descending<&Person::created_at>>("ix_people_newest", {.include = columns<&Person::name>}));

template <> inline constexpr auto retort::model<Credential> = table<Credential>("credentials",
    strict,
    column<&Credential::person_id>(primary_key("credentials_key"), references<Person, &Person::id>({.on_delete = "CASCADE"})),
    column<&Credential::hash>(),
    column<&Credential::salt>(),
    column<&Credential::hint>(server_default(sql::null())));

template <> inline constexpr auto retort::model<Session> = table<Session>("sessions",
    unlogged, without_rowid,
    column<&Session::token>(primary_key, server_default(sql::random_uuid())),
    column<&Session::person_id>(references<Person, &Person::id>({.on_delete = "CASCADE", .deferrable = true, .initially_deferred = true}), indexed("ix_sessions_person")),
    column<&Session::expires_at>(),
    without_column<&Session::cached_page>());

template <> inline constexpr auto retort::model<Address> = table<Address>("addresses",
    column<&Address::id>(primary_key, identity),
    column<&Address::person_id>(references<Person, &Person::id>({.on_delete = "CASCADE", .name = "addresses_have_a_person"})),
    column<&Address::street>(nullable),
    column<&Address::class_>(name("class"), server_default("'home'")));

template <> inline constexpr auto retort::model<Friendship> = table<Friendship>("friendships",
    column<&Friendship::person_id>(references<Person, &Person::id>()),
    column<&Friendship::friend_id>(references<Person, &Person::id>()),
    column<&Friendship::since>(server_default(sql::current_date())),
    primary_key_constraint<&Friendship::friend_id, &Friendship::person_id>("friendships_pk"),
    check_constraint("person_id <> friend_id"));

template <> inline constexpr auto retort::model<Numbers> = table<Numbers>("numbers",
    column<&Numbers::id>(primary_key, autoincrement, identity),
    column<&Numbers::tiny>(), column<&Numbers::small_unsigned>(), column<&Numbers::small>(),
    column<&Numbers::medium_unsigned>(), column<&Numbers::medium>(), column<&Numbers::big_unsigned>(),
    column<&Numbers::huge_unsigned>(), column<&Numbers::big>(), column<&Numbers::ratio>(), column<&Numbers::exact>(),
    column<&Numbers::flag>(), column<&Numbers::letter>(), column<&Numbers::price>(), column<&Numbers::units>());

template <> inline constexpr auto retort::model<Times> = table<Times>("times",
    column<&Times::id>(primary_key),
    column<&Times::day>(), column<&Times::local_time>(), column<&Times::moment>(),
    column<&Times::opens>(), column<&Times::duration>());

template <> inline constexpr auto retort::model<Documents> = table<Documents>("documents",
    schema("shop"), storage("fillfactor=70"),
    column<&Documents::id>(primary_key, identity),
    column<&Documents::body>(server_default(sql::text("'{}'"))),
    column<&Documents::raw>(JsonText()),
    column<&Documents::tags>(Array(Text()).on(dialect::sqlite, "TEXT")),
    column<&Documents::scores>(Array(Integer()).on(dialect::sqlite, "TEXT")),
    column<&Documents::language>(String(8), collation(sql::text("C").on(dialect::sqlite, "BINARY")), server_default("'en'")),
    index<operator_class<&Documents::body, "jsonb_path_ops">>("ix_documents_body", {.method = "gin", .only = dialect::postgresql}),
    index<nulls_reversed<&Documents::language>>("ix_documents_language", {.comment = "for the list of languages"}));

template <> inline constexpr auto retort::model<Warehouse> = table<Warehouse>("warehouses",
    column<&Warehouse::region>(primary_key),
    column<&Warehouse::number>(primary_key),
    column<&Warehouse::name>());

template <> inline constexpr auto retort::model<Shelf> = table<Shelf>("shelves",
    column<&Shelf::region>(), column<&Shelf::warehouse_number>(), column<&Shelf::label>(), column<&Shelf::capacity>(check("capacity > 0", "capacity_positive")),
    primary_key_constraint<&Shelf::region, &Shelf::warehouse_number, &Shelf::label>(),
    foreign_key<Warehouse>(members<&Shelf::region, &Shelf::warehouse_number>, members<&Warehouse::region, &Warehouse::number>, {.on_delete = "CASCADE", .on_update = "CASCADE"}));

template <> inline constexpr auto retort::model<Product> = table<Product>("products",
    schema("shop"),
    column<&Product::id>(primary_key, identity),
    column<&Product::name>(),
    column<&Product::sku>(String(32)),
    column<&Product::net>(),
    column<&Product::gross>(computed("net * 1.2", {.stored = true})),
    column<&Product::priority>(server_default("'low'")),
    column<&Product::successor_id>(references<Product, &Product::id>({.on_delete = "SET NULL"})),
    column<&Product::created_at>(server_default(sql::now())),
    column<&Product::updated_at>(),
    unique_constraint<&Product::sku>("products_sku", {.include = columns<&Product::name>}));

template <> inline constexpr auto retort::model<Order> = table<Order>("orders",
    schema("shop"),
    column<&Order::id>(primary_key, identity),
    column<&Order::person_id>(references<Person, &Person::id>({.on_delete = "RESTRICT"}), indexed),
    column<&Order::status>(server_default("'draft'")),
    column<&Order::channel>(),
    column<&Order::note>(),
    column<&Order::created_at>(server_default(sql::now())),
    column<&Order::updated_at>());

template <> inline constexpr auto retort::model<OrderLine> = table<OrderLine>("order_lines",
    schema("shop"),
    column<&OrderLine::order_id>(primary_key, references<Order, &Order::id>({.on_delete = "CASCADE"})),
    column<&OrderLine::position>(primary_key),
    column<&OrderLine::product_id>(references<Product, &Product::id>()),
    column<&OrderLine::quantity>(server_default("1"), check("quantity > 0")));

template <> inline constexpr auto retort::model<Shipment> = table<Shipment>("shipments",
    schema("shop"),
    column<&Shipment::id>(primary_key, identity),
    column<&Shipment::order_id>(), column<&Shipment::position>(), column<&Shipment::tracking>(),
    foreign_key<OrderLine>(members<&Shipment::order_id, &Shipment::position>, members<&OrderLine::order_id, &OrderLine::position>, {.name = "shipments_have_a_line", .match_full = true}));

template <> inline constexpr auto retort::model<Invoice> = table<Invoice>("invoices",
    schema("shop"),
    column<&Invoice::id>(primary_key, identity),
    column<&Invoice::order_id>(references<Order, &Order::id>()),
    column<&Invoice::number>(String(20)),
    unique_constraint<&Invoice::number>("invoices_number", {.deferrable = true, .initially_deferred = true, .comment = "gapless"}));

template <> inline constexpr auto retort::model<Payment> = table<Payment>("payments",
    schema("shop"),
    column<&Payment::id>(primary_key, identity),
    column<&Payment::invoice_id>(references<Invoice, &Invoice::id>()),
    column<&Payment::amount>(check("amount > 0", "amount_positive")));

template <> inline constexpr auto retort::model<Room> = table<Room>("rooms",
    column<&Room::id>(primary_key, identity), column<&Room::name>(unique));

template <> inline constexpr auto retort::model<Booking> = table<Booking>("bookings",
    column<&Booking::id>(primary_key, identity),
    column<&Booking::room_id>(references<Room, &Room::id>()),
    column<&Booking::begins>(), column<&Booking::ends>(),
    check_constraint("begins < ends", "begins_before_end"),
    exclude_constraint("USING gist (room_id WITH =, daterange(begins, ends) WITH &&)", "bookings_do_not_overlap"));

template <> inline constexpr auto retort::model<Event> = table<Event>("events",
    column<&Event::id>(primary_key, identity), column<&Event::kind>(), column<&Event::at>(server_default(sql::now())));

template <> inline constexpr auto retort::model<EventNote> = table<EventNote>("event_notes",
    column<&EventNote::id>(primary_key, identity),
    column<&EventNote::event_id>(references<Event, &Event::id>({.table = "archived_events"})),
    column<&EventNote::text>());

template <> inline constexpr auto retort::model<LegacyCustomer> = table<LegacyCustomer>("legacy_customers",
    managed(false),
    column<&LegacyCustomer::id>(primary_key), column<&LegacyCustomer::label>());

template <> inline constexpr auto retort::model<LegacyLink> = table<LegacyLink>("legacy_links",
    column<&LegacyLink::person_id>(primary_key, references<Person, &Person::id>()),
    column<&LegacyLink::customer_id>(references_table("legacy_customers", "id")));
// clang-format on

void forty::models(retort::Metadata& metadata) {
  using namespace retort;
  metadata.naming_convention({.unique = "uq_%(table_name)s_%(column_0_N_name)s",
                              .check = "ck_%(table_name)s_%(constraint_name)s",
                              .foreign_key = "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
                              .primary_key = {}});
  metadata.add(definition(sql::text("CREATE EXTENSION citext; CREATE EXTENSION btree_gist").only(dialect::postgresql),
                          {.before_tables = true}));
  metadata.add<Country>();
  metadata.add<City>();
  metadata.add<Person>();
  metadata.add<Credential>();
  metadata.add<Session>();
  metadata.add<Address>();
  metadata.add<Friendship>();
  metadata.add<Numbers>();
  metadata.add<Times>();
  metadata.add<Documents>();
  metadata.add<Account>();
  metadata.add<Warehouse>();
  metadata.add<Shelf>();
  metadata.add<Product>();
  metadata.add<Order>();
  metadata.add<OrderLine>();
  metadata.add<Shipment>();
  metadata.add<Invoice>();
  metadata.add<Payment>();
  metadata.add<Room>();
  metadata.add<Booking>();
  metadata.add<Event>();
  metadata.add<Event>("archived_events");
  metadata.add<EventNote>();
  metadata.add<LegacyCustomer>();
  metadata.add<LegacyLink>();

  // Schemas that are known only at run time: one table a tenant, and what holds them together.
  metadata.add(table("tenants")
                   .comment("who rents")
                   .column("id", BigInteger(), {.primary_key = true, .identity = true})
                   .column("slug", String(40), {.nullable = false, .unique = true})
                   .column("plan", Text(), {.nullable = false, .server_default = "'free'", .check = "plan <> ''"})
                   .column("settings", Json(), {.comment = "as the tenant set them"})
                   .index("ix_tenants_slug_lower", {expression_part("lower(slug)")}, {.unique = true}));
  for (const char* tenant : {"alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa"}) {
    const std::string name = std::string("tenant_") + tenant;
    metadata.add(
        table(name)
            .storage("fillfactor=90")
            .column("tenant_id", BigInteger(), {.nullable = false})
            .column("number", Integer(), {.nullable = false})
            .column("title", String(80), {.indexed = true, .collation = sql::text("C").on(dialect::sqlite, "RTRIM")})
            .column("amount", Numeric(8, 2), {.nullable = false, .server_default = "0"})
            .column("doubled", Numeric(9, 2), {.computed = "amount * 2"})
            .primary_key({"tenant_id", "number"})
            .unique({"title", "amount"}, "", {.include = {"number"}})
            .check("amount >= 0", "amount_positive")
            .foreign_key({"tenant_id"}, "tenants", {"id"}, {.on_delete = "CASCADE"})
            .index("", {IndexPart("amount"), IndexPart("number")}, {.where = "amount > 100"}));
  }
  metadata.add(table("audit_log")
                   .schema("shop")
                   .without_rowid()
                   .strict()
                   .column("at", Text(), {.nullable = false})
                   .column("what", Text(), {.nullable = false})
                   .primary_key({"at", "what"}, "audit_log_key"));
  metadata.add(table("measurements")
                   .partition_by("RANGE (taken_at)")
                   .column("sensor", Integer(), {.nullable = false})
                   .column("taken_at", DateTime({.timezone = true}), {.nullable = false})
                   .column("value", Double()));
  metadata.add(definition(sql::text("CREATE TABLE measurements_2026 PARTITION OF measurements "
                                    "FOR VALUES FROM ('2026-01-01 00:00:00+00') TO ('2027-01-01 00:00:00+00')")
                              .only(dialect::postgresql)));
  metadata.add(table("settings")
                   .column("key", Text(), {.primary_key = true})
                   .column("value", SqlType("xml").on(dialect::sqlite, "TEXT")));

  metadata.add(view("active_people", "SELECT id, name FROM people WHERE status = 'active'"));
  metadata.add(view("newest_people", "SELECT id FROM active_people"));
  metadata.add(definition(sql::text("CREATE MATERIALIZED VIEW people_per_city AS "
                                    "SELECT city_id, count(*) AS people FROM people GROUP BY city_id")
                              .only(dialect::postgresql)));
  metadata.add(definition(sql::text(R"(CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at := now();
  RETURN NEW;
END $$;
CREATE TRIGGER touch_people BEFORE UPDATE ON people FOR EACH ROW EXECUTE FUNCTION touch())")
                              .on(dialect::sqlite,
                                  "CREATE TRIGGER touch_people AFTER UPDATE ON people BEGIN UPDATE people SET "
                                  "updated_at = CURRENT_TIMESTAMP "
                                  "WHERE id = NEW.id; END")));
}
