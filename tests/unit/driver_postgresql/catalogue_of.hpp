// A database made of some SQL, as the reader sees it.
#pragma once

#include <gtest/gtest.h>
#include <libpq-fe.h>

#include <memory>
#include <stdexcept>
#include <string>

#include "driver/postgresql/read_catalogue.hpp"
#include "support/postgresql_database.hpp"

namespace retort::postgresql::testing {

using retort::testing::PostgresqlDatabase;

inline Schema read(const std::string& url, const InspectOptions& options = {}) {
  const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(PQconnectdb(url.c_str()), &PQfinish);
  if (PQstatus(connection.get()) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(connection.get()));
  return read_catalogue(connection.get(), options);
}

inline Schema catalogue_of(int major, const std::string& sql, const InspectOptions& options = {}) {
  const PostgresqlDatabase database(major);
  database.execute(sql);
  return read(database.url(), options);
}

inline ObjectName named(const std::string& name, const std::string& schema = "public") {
  return {Identifier(schema), Identifier(name)};
}

/// Throws where it is not there.
inline const Table& table(const Schema& schema, const std::string& name) { return schema.tables.at(named(name)); }
inline const Column& column(const Schema& schema, const std::string& in, const std::string& name) {
  const Column* found = table(schema, in).find_column(Identifier(name));
  if (found == nullptr) throw std::out_of_range(in + "." + name);
  return *found;
}
inline const Definition& definition(const Schema& schema, ObjectKind kind, const std::string& name,
                                    const std::string& part = "") {
  return schema.definitions.at({kind, named(name), Identifier(part)});
}

/// "kind name -> kind name", one a line, in the schema's order.
inline std::string edges(const Schema& schema) {
  std::string text;
  for (const DependencyEdge& edge : schema.dependencies) {
    text += std::string(to_string(edge.object.kind)) + " " + edge.object.to_string() + " -> " +
            std::string(to_string(edge.on.kind)) + " " + edge.on.to_string() + "\n";
  }
  return text;
}

/// The options that are no owner, "key=value" joined by "; ".
inline std::string spelled(const Options& options) {
  std::string text;
  for (const auto& [key, value] : options) {
    if (key == "owner") continue;
    text += (text.empty() ? "" : "; ") + key + "=" + value;
  }
  return text;
}

}  // namespace retort::postgresql::testing
