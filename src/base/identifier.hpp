// Names of schema objects. What counts as the same name is the engine's rule, fixed when the name is made.
#pragma once

#include <compare>
#include <string>
#include <string_view>

namespace retort {

/// A name as it is spelled (`text`) and as it compares (`key`). Unquoted always: quoting is sql/quote.hpp's.
class Identifier {
 public:
  Identifier() = default;
  /// Compares exactly as spelled.
  explicit Identifier(std::string text) : text_(text), key_(std::move(text)) {}
  /// Compares with ASCII letters folded, as SQLite does.
  static Identifier folded(std::string text);
  /// Spelled `text`, compared by `key`.
  static Identifier keyed(std::string text, std::string key);

  const std::string& text() const { return text_; }
  const std::string& key() const { return key_; }
  bool empty() const { return text_.empty(); }

  friend bool operator==(const Identifier& a, const Identifier& b) { return a.key_ == b.key_; }
  friend std::strong_ordering operator<=>(const Identifier& a, const Identifier& b) { return a.key_ <=> b.key_; }

 private:
  std::string text_;
  std::string key_;
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
