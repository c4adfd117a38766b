// Forty tables that use every word of <retort/model.hpp>. The same schema in SQL stands in forty.sqlite.sql and
// forty.postgresql.sql; `forty.sh` holds them against one another.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <retort/model.hpp>
#include <string>
#include <vector>

namespace forty {

// ---- what several models share

struct Timestamps {
  std::chrono::system_clock::time_point created_at;
  std::optional<std::chrono::system_clock::time_point> updated_at;
};
struct Named {
  std::string name;
};

/// A type of the program's own, mapped once.
struct Email {
  std::string text;
};

enum class Status { draft, active, closed };
enum class Priority : std::uint8_t { low = 1, high = 7 };
enum class Channel { web, phone };

// ---- people

struct Country : Named {
  std::string code;
};
struct City : Named {
  std::int32_t id;
  std::string country_code;
};
struct Person : Timestamps, Named {
  std::int64_t id;
  Email email;
  std::optional<std::string> nickname;
  std::optional<std::int32_t> city_id;
  Status status;
  bool is_admin;
  std::string search_name;
};
struct Credential {
  std::int64_t person_id;
  std::vector<std::byte> hash;
  std::array<std::byte, 16> salt;
  std::optional<std::string> hint;
};
struct Session {
  retort::UuidValue token;
  std::int64_t person_id;
  std::chrono::sys_seconds expires_at;
  std::string cached_page;  // not kept
};
struct Address {
  std::int64_t id;
  std::int64_t person_id;
  std::string street;
  std::string class_;
};
struct Friendship {
  std::int64_t person_id;
  std::int64_t friend_id;
  std::chrono::year_month_day since;
};

// ---- types

struct Numbers {
  std::int64_t id;
  std::int8_t tiny;
  std::uint8_t small_unsigned;
  std::int16_t small;
  std::uint16_t medium_unsigned;
  std::int32_t medium;
  std::uint32_t big_unsigned;
  std::uint64_t huge_unsigned;
  long long big;
  float ratio;
  double exact;
  bool flag;
  char letter;
  retort::Decimal<10, 2> price;
  retort::Decimal<6> units;
};
struct Times {
  std::int64_t id;
  std::chrono::sys_days day;
  std::chrono::local_seconds local_time;
  std::chrono::sys_time<std::chrono::milliseconds> moment;
  std::chrono::hh_mm_ss<std::chrono::seconds> opens;
  std::chrono::minutes duration;
};
struct Documents {
  std::int64_t id;
  retort::JsonValue body;
  retort::JsonValue raw;
  std::vector<std::string> tags;
  std::optional<std::vector<std::int32_t>> scores;
  std::string language;
};

// ---- a class that keeps its members to itself

class Account {
 public:
  static consteval auto retort_table() {
    return retort::table<Account>(
        "accounts", retort::column<&Account::id_>(retort::name("id"), retort::primary_key),
        retort::column<&Account::balance_>(retort::name("balance"), retort::server_default("0"),
                                           retort::check("balance >= 0")));
  }

 private:
  std::int64_t id_ = 0;
  retort::Decimal<12, 2> balance_;
};

// ---- orders

struct Warehouse : Named {
  std::int32_t region;
  std::int32_t number;
};
struct Shelf {
  std::int32_t region;
  std::int32_t warehouse_number;
  std::string label;
  std::optional<std::int32_t> capacity;
};
struct Product : Timestamps, Named {
  std::int64_t id;
  std::string sku;
  retort::Decimal<10, 2> net;
  retort::Decimal<10, 2> gross;
  Priority priority;
  std::optional<std::int64_t> successor_id;
};
struct Order : Timestamps {
  std::int64_t id;
  std::int64_t person_id;
  Status status;
  Channel channel;
  std::optional<std::string> note;
};
struct OrderLine {
  std::int64_t order_id;
  std::int32_t position;
  std::int64_t product_id;
  std::int32_t quantity;
};
struct Shipment {
  std::int64_t id;
  std::int64_t order_id;
  std::int32_t position;
  std::optional<std::string> tracking;
};
struct Invoice {
  std::int64_t id;
  std::int64_t order_id;
  std::string number;
};
struct Payment {
  std::int64_t id;
  std::int64_t invoice_id;
  retort::Decimal<10, 2> amount;
};
struct Room {
  std::int64_t id;
  std::string name;
};
struct Booking {
  std::int64_t id;
  std::int64_t room_id;
  std::chrono::sys_days begins;
  std::chrono::sys_days ends;
};

// ---- one struct, several tables

struct Event {
  std::int64_t id;
  std::string kind;
  std::chrono::system_clock::time_point at;
};
struct EventNote {
  std::int64_t id;
  std::int64_t event_id;
  std::string text;
};

// ---- somebody else's

struct LegacyCustomer {
  std::int64_t id;
  std::string label;
};
struct LegacyLink {
  std::int64_t person_id;
  std::int64_t customer_id;
};

void models(retort::Metadata& metadata);

}  // namespace forty

template <>
struct retort::sql_type<forty::Email> {
  static constexpr Type type = String(255).on(dialect::postgresql, "citext");
};
template <>
inline constexpr auto retort::enum_type<forty::Status> =
    enumerators<forty::Status::draft, forty::Status::closed>("status");
template <>
inline constexpr auto retort::enum_type<forty::Priority> = labels<forty::Priority>(
    "priority", {{forty::Priority::low, "low"}, {forty::Priority::high, "very high"}}, {.schema = "shop"});
template <>
inline constexpr auto retort::enum_type<forty::Channel> =
    enumerators<forty::Channel::web, forty::Channel::phone>("channel", {.native = false});
