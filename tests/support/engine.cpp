#include "support/engine.hpp"

#include <cstdlib>
#include <stdexcept>

namespace retort::test {

std::unique_ptr<Engine> make_engine(const std::string& name, const std::filesystem::path& folder) {
  if (name == "sqlite") return make_sqlite_engine(folder);
  throw std::runtime_error("no such engine: " + name);
}

}  // namespace retort::test
