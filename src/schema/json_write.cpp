#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <type_traits>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "retort/error.hpp"
#include "schema/fields.hpp"
#include "schema/json.hpp"

namespace retort {
namespace {

using Json = nlohmann::ordered_json;

// JSON is UTF-8, and dump() of anything else throws something that is no Error.
Json json_text(const std::string& text) {
  const std::size_t bad = find_invalid_utf8(text);
  if (bad == std::string_view::npos) return text;
  throw Error(fmt::format("text in the schema is not UTF-8, and can't be written as JSON: '{}' before byte 0x{:02X}",
                          text.substr(0, bad), static_cast<unsigned char>(text[bad])));
}

/// How a name is written whose key is not what the document's rule makes of its text.
enum class Names { exact, folded, for_reports };

// Whether any name in `value` has a key that folding gives and spelling does not.
template <class T>
bool holds_folded_name(const T& value) {
  if constexpr (std::is_same_v<T, Identifier>) {
    return value.key() != value.text() && value.key() == ascii_lower(value.text());
  } else if constexpr (std::is_same_v<T, ObjectName>) {
    return holds_folded_name(value.name) || holds_folded_name(value.schema);
  } else if constexpr (is_optional<T>) {
    return value.has_value() && holds_folded_name(*value);
  } else if constexpr (is_vector<T>) {
    for (const auto& element : value) {
      if (holds_folded_name(element)) return true;
    }
  } else if constexpr (is_map<T>) {
    for (const auto& [key, element] : value) {
      if (holds_folded_name(element)) return true;
    }
  } else if constexpr (Structure<T>) {
    bool result = false;
    for_each_field<T>([&](const char*, auto member) { result = result || holds_folded_name(value.*member); });
    return result;
  }
  return false;
}

// Exactly as its type's default, what `==` does not look at included.
template <class T>
bool is_default(const T& value, const T& initial) {
  if constexpr (std::is_same_v<T, ObjectKind>) {
    return false;  // what a thing is, is always said
  } else if constexpr (std::is_same_v<T, Identifier>) {
    return value.text().empty() && value.key().empty();
  } else if constexpr (std::is_same_v<T, ObjectName>) {
    return is_default(value.name, initial.name) && is_default(value.schema, initial.schema);
  } else if constexpr (std::is_same_v<T, Expression>) {
    return value.text.empty() && value.canonical.empty();
  } else if constexpr (is_optional<T>) {
    return !value.has_value();
  } else if constexpr (is_list<T> || std::is_same_v<T, std::string>) {
    return value.empty();
  } else if constexpr (Structure<T>) {
    bool result = true;
    for_each_field<T>([&](const char*, auto member) { result = result && is_default(value.*member, initial.*member); });
    return result;
  } else {
    return value == initial;
  }
}

class Writer {
 public:
  explicit Writer(Names names) : names_(names) {}

  template <Structure T>
  void write_fields(const T& value, Json& into) const {
    [[maybe_unused]] static const T initial{};  // not asked where a field is empty by itself
    for_each_field<T>([&](const char* name, auto member) {
      if (!is_default(value.*member, initial.*member)) into[name] = write(value.*member);
    });
  }

  template <class T>
  Json write(const T& value) const {
    if constexpr (std::is_enum_v<T>) {
      return to_string(value);
    } else if constexpr (is_optional<T>) {
      return write(*value);
    } else if constexpr (std::is_same_v<T, std::map<std::string, std::string>>) {
      Json result = Json::object();
      for (const auto& [key, element] : value) result[key] = json_text(element);
      return result;
    } else if constexpr (is_vector<T>) {
      Json result = Json::array();
      for (const auto& element : value) result.push_back(write(element));
      return result;
    } else if constexpr (is_map<T>) {
      Json result = Json::array();
      for (const auto& [key, element] : value) result.push_back(write(element));
      return result;
    } else if constexpr (Structure<T>) {
      Json result = Json::object();
      write_fields(value, result);
      return result;
    } else if constexpr (std::is_same_v<T, std::string>) {
      return json_text(value);
    } else {
      return value;
    }
  }

  Json write(const Identifier& name) const {
    if (is_plain(name)) return json_text(name.text());
    return Json{{"text", json_text(name.text())}, {"key", json_text(name.key())}};
  }

  Json write(const ObjectName& name) const {
    if (name.schema.text().empty() && name.schema.key().empty()) {
      if (is_plain(name.name)) return json_text(name.name.text());
      return Json{{"name", write(name.name)}};
    }
    return Json{{"schema", write(name.schema)}, {"name", write(name.name)}};
  }

  Json write(const Expression& expression) const {
    if (expression.text == expression.canonical) return json_text(expression.text);
    return Json{{"text", json_text(expression.text)}, {"canonical", json_text(expression.canonical)}};
  }

 private:
  bool is_plain(const Identifier& name) const {
    if (names_ == Names::for_reports) return true;
    return name.key() == (names_ == Names::folded ? ascii_lower(name.text()) : name.text());
  }

  Names names_;
};

}  // namespace

Json to_json(const Schema& schema) {
  const bool folded = holds_folded_name(schema);
  Json result = Json::object();
  if (folded) result["identifiers"] = "folded";
  Writer(folded ? Names::folded : Names::exact).write_fields(schema, result);
  return result;
}

Json to_json(const Table& table) { return Writer(Names::for_reports).write(table); }

Json to_json(const Column& column) { return Writer(Names::for_reports).write(column); }

Json to_json(const Definition& definition) { return Writer(Names::for_reports).write(definition); }

}  // namespace retort
