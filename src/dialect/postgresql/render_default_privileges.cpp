#include "dialect/postgresql/render_default_privileges.hpp"

#include "dialect/postgresql/privileges.hpp"
#include "sql/quote.hpp"

namespace retort::postgresql {

Statements render_default_privileges(const ObjectKey& key, const Options& from, const Options& to) {
  const std::string& part = key.part.text();
  const std::size_t on = part.rfind(" ON ");
  const std::string place = part.substr(0, on);
  const std::string objects = part.substr(on + 4);
  const bool everywhere = place.find(" IN SCHEMA ") == std::string::npos;
  Grantable target{objects, everywhere ? unquote(place) : "", std::nullopt,
                   everywhere && (objects == "FUNCTIONS" || objects == "TYPES") ? "ALL" : ""};
  Statements statements;
  render_privileges(target, from, to, statements);
  for (Statement& statement : statements) statement.text.insert(0, "ALTER DEFAULT PRIVILEGES FOR ROLE " + place + " ");
  return statements;
}

}  // namespace retort::postgresql
