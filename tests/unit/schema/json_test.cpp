#include "schema/json.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "retort/error.hpp"
#include "sample.hpp"
#include "schema/fields.hpp"

namespace retort {
namespace {

// Equality in every field, those that `==` does not look at included, with the path of the first difference.
template <class T>
std::string difference(const T& a, const T& b) {
  if constexpr (std::is_same_v<T, Identifier>) {
    return a.text() == b.text() && a.key() == b.key() ? "" : a.text() + " is " + b.text();
  } else if constexpr (std::is_same_v<T, ObjectName>) {
    const std::string schema = difference(a.schema, b.schema);
    return schema.empty() ? difference(a.name, b.name) : schema;
  } else if constexpr (std::is_same_v<T, Expression>) {
    return a.text == b.text && a.canonical == b.canonical ? "" : a.text + " is " + b.text;
  } else if constexpr (is_optional<T>) {
    if (a.has_value() != b.has_value()) return "only one has a value";
    return a ? difference(*a, *b) : "";
  } else if constexpr (is_vector<T>) {
    if (a.size() != b.size()) return "sizes differ";
    for (std::size_t i = 0; i < a.size(); ++i) {
      if (const std::string found = difference(a[i], b[i]); !found.empty()) return found;
    }
    return "";
  } else if constexpr (is_map<T>) {
    if (a.size() != b.size()) return "sizes differ";
    for (auto x = a.begin(), y = b.begin(); x != a.end(); ++x, ++y) {
      if (const std::string found = difference(x->first, y->first); !found.empty()) return "key " + found;
      if (const std::string found = difference(x->second, y->second); !found.empty()) return found;
    }
    return "";
  } else if constexpr (Structure<T>) {
    std::string result;
    for_each_field<T>([&](const char* field, auto member) {
      if (!result.empty()) return;
      result = difference(a.*member, b.*member);
      if (!result.empty()) result = std::string(field) + ": " + result;
    });
    return result;
  } else {
    return a == b ? "" : "values differ";
  }
}

Schema round_trip(const Schema& schema) { return schema_from_json(to_json(schema).dump()); }

TEST(Json, RoundTripsEveryField) {
  EXPECT_EQ(difference(testing::full_schema(), round_trip(testing::full_schema())), "");
}

// The oracle of these tests is itself tested: a schema with any one field emptied is different.
TEST(Json, DifferenceSeesFieldsThatDoNotCompare) {
  Schema other = testing::full_schema();
  other.definitions.begin()->second.ordinal = 1;
  EXPECT_NE(difference(testing::full_schema(), other), "");
  other = testing::full_schema();
  other.tables.begin()->second.checks[0].expression.text = "";
  EXPECT_NE(difference(testing::full_schema(), other), "");
}

TEST(Json, RoundTripsExactNames) {
  Schema schema;
  for (const char* text : {"Users", "users"}) {
    Table table;
    table.name.name = Identifier(text);
    schema.tables.emplace(table.name, table);
  }
  EXPECT_EQ(difference(schema, round_trip(schema)), "");
  EXPECT_EQ(to_json(schema).dump(), R"({"tables":[{"name":"Users"},{"name":"users"}]})");
}

TEST(Json, RoundTripsTheEmptySchema) {
  EXPECT_EQ(to_json(Schema{}).dump(), "{}");
  EXPECT_EQ(difference(Schema{}, round_trip(Schema{})), "");
}

TEST(Json, LeavesDefaultsOutAndWritesNamesPlain) {
  Table table;
  table.name = testing::object("Users");
  Column column;
  column.name = testing::name("Id");
  column.type = "INTEGER";
  table.columns = {column};
  EXPECT_EQ(to_json(table).dump(), R"({"name":"Users","columns":[{"name":"Id","type":"INTEGER"}]})");
  Schema schema;
  schema.tables.emplace(table.name, table);
  EXPECT_EQ(to_json(schema).dump(), R"({"identifiers":"folded","tables":[)" + to_json(table).dump() + "]}");
}

TEST(Json, SaysWhatADefinitionIs) {
  EXPECT_EQ(to_json(testing::definition(ObjectKind::view, "v")).dump(), R"({"key":{"kind":"view","name":"v"}})");
}

TEST(Json, WritesWordsForEnumerators) {
  const nlohmann::ordered_json json = to_json(testing::full_table());
  EXPECT_EQ(json["foreign_keys"][0]["on_update"], "SET NULL");
  EXPECT_EQ(json["primary_key"]["on_conflict"], "FAIL");
}

TEST(Json, RefusesTextThatIsNotUtf8) {
  Table table;
  table.comment = "caf\xE9";
  EXPECT_THROW(to_json(table), Error);
  table.comment = "";
  table.name.name = Identifier("caf\xE9");
  EXPECT_THROW(to_json(table), Error);
  table.name.name = Identifier("caf\xC3\xA9");
  EXPECT_EQ(to_json(table).dump(), "{\"name\":\"caf\xC3\xA9\"}");
}

TEST(Json, RefusesWhatItDidNotWrite) {
  for (const char* document :
       {"", "[]", "{", "{\"tables\":{}}", "{\"tables\":[1]}", "{\"tables\":[{\"nmae\":\"a\"}]}",
        "{\"identifiers\":\"x\"}", "{\"identifiers\":[\"folded\"]}",
        "{\"tables\":[{\"name\":\"a\"}],\"identifiers\":\"folded\"}", "{\"tables\":[{\"name\":1}]}",
        "{\"tables\":[{\"name\":{\"text\":\"a\"}}]}", "{\"tables\":[{\"name\":\"a\"},{\"name\":\"a\"}]}",
        "{\"tables\":[{\"columns\":[{\"not_null\":1}]}]}",
        "{\"tables\":[{\"columns\":[{\"not_null_on_conflict\":\"NEVER\"}]}]}",
        "{\"tables\":[{\"checks\":[{\"expression\":{\"txt\":\"a\"}}]}]}", "{\"definitions\":[{\"ordinal\":1.5}]}",
        "{\"definitions\":[{\"key\":{\"kind\":\"\"}}]}", "{\"tables\":[{\"options\":[]}]}"}) {
    EXPECT_THROW(schema_from_json(document), Error) << document;
  }
}

}  // namespace
}  // namespace retort
