#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <type_traits>

#include "retort/error.hpp"
#include "schema/fields.hpp"
#include "schema/json.hpp"

namespace retort {
namespace {

using Json = nlohmann::ordered_json;

[[noreturn]] void reject(const std::string& what) { throw Error("not a schema that Retort wrote: " + what); }

const ObjectName& key_of(const Table& table) { return table.name; }
const ObjectKey& key_of(const Definition& definition) { return definition.key; }
const Identifier& key_of(const Index& index) { return index.name; }

class Reader {
 public:
  explicit Reader(bool folds) : folds_(folds) {}

  // Moves the strings out of `json`.
  template <class T>
  void read(Json& json, T& value) const {
    if constexpr (std::is_same_v<T, std::string>) {
      value = std::move(text(json));
    } else if constexpr (std::is_same_v<T, bool>) {
      if (!json.is_boolean()) reject("a yes or no is missing");
      value = json.get<bool>();
    } else if constexpr (std::is_same_v<T, int>) {
      if (!json.is_number_integer()) reject("a number is missing");
      value = json.get<int>();
    } else if constexpr (std::is_same_v<T, Identifier>) {
      value = identifier(json);
    } else if constexpr (std::is_enum_v<T>) {
      value = enumerator(text(json), T{});
    } else if constexpr (is_optional<T>) {
      read(json, value.emplace());
    } else if constexpr (is_vector<T>) {
      value.reserve(elements(json).size());
      for (Json& element : json) read(element, value.emplace_back());
    } else if constexpr (std::is_same_v<T, std::map<std::string, std::string>>) {
      for (auto& [key, element] : members(json)) value.emplace(key, std::move(text(element)));
    } else if constexpr (is_map<T>) {
      for (Json& element : elements(json)) {
        typename T::mapped_type entry;
        read(element, entry);
        auto key = key_of(entry);
        if (!value.emplace(std::move(key), std::move(entry)).second) reject("a name stands there twice");
      }
    } else {
      static_assert(Structure<T>);
      read_fields(json, value);
    }
  }

  void read(Json& json, ObjectName& name) const {
    if (json.is_string()) {
      name.name = identifier(json);
      return;
    }
    for (auto& [key, element] : members(json)) {
      if (key != "schema" && key != "name") reject(fmt::format("unknown field '{}' in a name", key));
      (key == "schema" ? name.schema : name.name) = identifier(element);
    }
  }

  void read(Json& json, Expression& expression) const {
    if (json.is_string()) {
      expression.text = std::move(text(json));
      expression.canonical = expression.text;
      return;
    }
    for (auto& [key, element] : members(json)) {
      if (key != "text" && key != "canonical") reject(fmt::format("unknown field '{}' in an expression", key));
      (key == "text" ? expression.text : expression.canonical) = std::move(text(element));
    }
  }

 private:
  template <Structure T>
  void read_fields(Json& json, T& value) const {
    for (auto& [key, element] : members(json)) {
      if (!read_field(key, element, value)) reject(fmt::format("unknown field '{}'", key));
    }
  }

  // False where T has no field of that name.
  template <Structure T>
  bool read_field(std::string_view key, Json& json, T& value) const {
    bool known = false;
    for_each_field<T>([&](std::string_view name, auto member) {
      if (known || key != name) return;
      known = true;
      read(json, value.*member);
    });
    return known;
  }

  Identifier identifier(Json& json) const {
    if (json.is_string()) {
      return folds_ ? Identifier::folded(std::move(text(json))) : Identifier(std::move(text(json)));
    }
    const auto text_found = json.is_object() ? json.find("text") : json.end();
    const auto key_found = json.is_object() ? json.find("key") : json.end();
    if (text_found == json.end() || key_found == json.end() || json.size() != 2) reject("a name is missing");
    return Identifier::keyed(std::move(text(*text_found)), std::move(text(*key_found)));
  }

  template <class E>
  static E enumerator(std::string_view name, E first) {
    for (int i = static_cast<int>(first);; ++i) {
      const std::string_view candidate = to_string(static_cast<E>(i));
      if (candidate.empty()) reject(fmt::format("unknown word '{}'", name));
      if (candidate == name) return static_cast<E>(i);
    }
  }

  static std::string& text(Json& json) {
    if (!json.is_string()) reject("a text is missing");
    return json.get_ref<std::string&>();
  }
  static Json& elements(Json& json) {
    if (!json.is_array()) reject("a list is missing");
    return json;
  }
  static Json::object_t& members(Json& json) {
    if (!json.is_object()) reject("an object is missing");
    return json.get_ref<Json::object_t&>();
  }

  bool folds_;
};

}  // namespace

// Tables are taken out of the document while it is read: as a tree of JSON the whole of it is several times as large as
// the schema.
Schema schema_from_json(std::string_view document) {
  Schema schema;
  bool folds = false, in_tables = false;
  std::string field;
  const auto take = [&](int depth, Json::parse_event_t event, Json& parsed) {
    if (event == Json::parse_event_t::key && depth == 1) {
      field = parsed.get<std::string>();
    } else if (event == Json::parse_event_t::value && depth == 1 && field == "identifiers") {
      folds = parsed == "folded";
      if (!schema.tables.empty()) reject("the kind of identifiers stands behind them");
    } else if (event == Json::parse_event_t::array_start && depth == 1) {
      in_tables = field == "tables";
    } else if (event == Json::parse_event_t::object_end && depth == 2 && in_tables) {
      Table table;
      Reader(folds).read(parsed, table);
      ObjectName name = table.name;
      if (!schema.tables.emplace(std::move(name), std::move(table)).second) reject("a name stands there twice");
      return false;
    }
    return true;
  };
  Json json = Json::parse(document, take, /*allow_exceptions=*/false);
  if (!json.is_object()) reject("no JSON object");
  if (json.contains("identifiers") != folds) reject("unknown kind of identifiers");
  json.erase("identifiers");
  Reader(folds).read(json, schema);
  return schema;
}

}  // namespace retort
