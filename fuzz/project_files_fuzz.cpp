// retort.toml, .env and the directives of a schema file: read, or refused with a place. The first byte chooses which.
#include <cstdint>
#include <string>

#include "dialect/sqlite/lexicon.hpp"
#include "project/config_file.hpp"
#include "project/dot_env.hpp"
#include "require.hpp"
#include "state/model_answers.hpp"

namespace {

void check_places(const retort::ConfigNode& node) {
  for (const retort::ConfigNode& member : node.members) {
    REQUIRE(!member.key.empty() || member.where.line > 0);
    check_places(member);
  }
}

void read(std::uint8_t which, const retort::SourceText& source) {
  if (which % 3 == 0) {
    check_places(retort::parse_config(source));
  } else if (which % 3 == 1) {
    for (const auto& [name, value] : retort::parse_dot_env(source)) REQUIRE(!name.empty() && value.line > 0);
  } else {
    retort::model_answers(source, retort::sqlite::lexicon());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  try {
    read(data[0], retort::SourceText::decode("input", {reinterpret_cast<const char*>(data + 1), size - 1}));
  } catch (const retort::ProjectError& error) {
    REQUIRE(error.where().has_value());
    REQUIRE(error.where()->line > 0);
  }
  return 0;
}
