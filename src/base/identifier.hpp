// Names of schema objects. What counts as the same name is the engine's rule, fixed when the name is made.
#pragma once

#include <compare>
#include <string>
#include <string_view>

namespace retort {

/// A name as it is spelled (`text`) and as it compares (`key`). Unquoted always: quoting is sql/quote.hpp's.
///
/// A schema says the same few names again and again: each is kept once, for as long as the program runs, and an
/// Identifier points to it. Any thread may make one.
class Identifier {
 public:
  Identifier() = default;
  /// Compares exactly as spelled.
  explicit Identifier(std::string_view text);
  /// Compares with ASCII letters folded, as SQLite does.
  static Identifier folded(std::string_view text);
  /// Spelled `text`, compared by `key`.
  static Identifier keyed(std::string_view text, std::string_view key);

  const std::string& text() const { return text_ != nullptr ? *text_ : none(); }
  const std::string& key() const { return key_ != nullptr ? *key_ : none(); }
  bool empty() const { return text_ == nullptr; }

  friend bool operator==(const Identifier& a, const Identifier& b) { return a.key_ == b.key_; }
  friend std::strong_ordering operator<=>(const Identifier& a, const Identifier& b) {
    return a.key_ == b.key_ ? std::strong_ordering::equal : a.key() <=> b.key();
  }

 private:
  static const std::string& none();

  const std::string* text_ = nullptr;  // for ""
  const std::string* key_ = nullptr;
};

/// A schema-qualified name. `schema` is empty where the engine has one schema only (SQLite's main).
struct ObjectName {
  Identifier schema;
  Identifier name;

  /// "schema.name" or "name", for people; never for SQL.
  std::string to_string() const;
  friend bool operator==(const ObjectName&, const ObjectName&) = default;
  friend std::strong_ordering operator<=>(const ObjectName&, const ObjectName&) = default;
};

}  // namespace retort
