#include "support/engine.hpp"

#include <cstdlib>
#include <stdexcept>

namespace retort::test {

std::unique_ptr<Engine> make_engine(const std::string& name, const std::filesystem::path& folder) {
  if (name == "sqlite") return make_sqlite_engine(folder);
  const std::string kPostgresql = "postgresql:";
  if (!name.starts_with(kPostgresql)) throw std::runtime_error("no such engine: " + name);
  const std::string variable = "RETORT_TEST_POSTGRESQL_" + name.substr(kPostgresql.size());
  const char* url = std::getenv(variable.c_str());
  if (url == nullptr) throw std::runtime_error(variable + " is not set: run it by tests/support/postgresql.sh");
  return make_postgresql_engine(url, folder);
}

}  // namespace retort::test
