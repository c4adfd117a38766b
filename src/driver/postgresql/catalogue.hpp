// What is known of a catalogue while it is read: the Schema as far as it has come, and where each object of the server,
// named by its oid, stands in it.
#pragma once

#include <libpq-fe.h>

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dialect/postgresql/sql_text.hpp"
#include "driver/driver.hpp"
#include "driver/postgresql/catalogue_rows.hpp"
#include "schema/schema.hpp"

namespace retort::postgresql {

// Catalogues by their oids, the same in every version (pg_class.dat and the headers beside it).
inline constexpr Oid kPgClass = 1259;
inline constexpr Oid kPgType = 1247;
inline constexpr Oid kPgProc = 1255;
inline constexpr Oid kPgConstraint = 2606;
inline constexpr Oid kPgAttrdef = 2604;

/// An object of the server as its own catalogues name it; `part` is a column's number, else 0.
struct Address {
  Oid catalogue = 0;
  Oid object = 0;
  int part = 0;
  friend bool operator==(const Address&, const Address&) = default;
};

struct AddressHash {
  std::size_t operator()(const Address& a) const {
    return (std::size_t{a.catalogue} << 40U) ^ (std::size_t{a.object} << 11U) ^ static_cast<std::size_t>(a.part);
  }
};

struct ColumnFacts {
  int number = 0;
  Oid type = 0;       // of a domain: what it is of
  Oid collation = 0;  // 0: its type has none
};

/// Whatever pg_class holds and has columns. `table` or `definition` is where it stands in the schema; a table of an
/// extension, or one that is not covered, has neither.
struct Relation {
  ObjectName name;
  Table* table = nullptr;
  Definition* definition = nullptr;
  std::vector<ColumnFacts> facts;
  std::vector<Identifier> names;  // beside `facts`, where there is no `table`

  /// REQUIRES: a number of a column that is there.
  const Identifier& column(int number) const;
  /// None for a system column or an expression.
  const ColumnFacts* find(int number) const;
  bool shown() const { return table != nullptr || definition != nullptr; }
};

/// A foreign table's columns and checks stand in its text: kept until that is written.
struct ForeignColumn {
  Column column;
  std::string options;  // a text[] of its OPTIONS
};
struct ForeignParts {
  std::vector<ForeignColumn> columns;
  std::vector<Check> checks;
};

struct OperatorClass {
  std::string name;  // as SQL has it
  Oid method = 0;
  Oid type = 0;
  bool is_default = false;
};

class Catalogue {
 public:
  Catalogue(PGconn* connection, int major, const InspectOptions& options)
      : connection_(connection), major_(major), options_(options) {}

  int major() const { return major_; }
  const InspectOptions& options() const { return options_; }
  void query(std::string_view sql, const ReadRow& read) const;
  /// Adds one definition a row. Fields: catalogue, oid, kind, schema, name, part, schema and name of `on`, statement,
  /// options (keys and values by turns; a NULL value is left out), values.
  void read_definitions(std::string_view sql);

  Definition& add(const Address& address, Definition definition);
  /// The comment and privileges of an object, which are read first, as options.
  void annotate(const Address& address, Options& options) const;
  std::string comment(const Address& address) const;
  /// None where it is not read.
  Relation* find_relation(Oid oid);
  void not_covered(std::string kind, ObjectName name, std::string reason);

  Schema schema;
  std::unordered_map<Address, Options, AddressHash> notes;
  std::unordered_map<Oid, Relation> relations;
  std::unordered_map<Oid, std::vector<Oid>> parents;  // of tables
  std::unordered_map<Oid, std::string> collations;    // as SQL has them
  std::unordered_map<Oid, OperatorClass> operator_classes;
  std::unordered_map<Oid, ForeignParts> foreign_parts;
  std::unordered_map<Address, ObjectKey, AddressHash> objects;  // that `definitions` holds, and members of extensions

 private:
  PGconn* connection_;
  int major_;
  const InspectOptions& options_;
};

/// `{fillfactor=70}` as options "parameter:fillfactor" -> "70".
void add_settings(std::string_view list, std::string_view word, Options& options);
/// Sets it where there is a value.
void set_option(Options& options, std::string key, std::string_view value);
Expression as_is(std::string text);

}  // namespace retort::postgresql
