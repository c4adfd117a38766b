// Any text is refused with an Error, or read as a schema that is written the same way twice.
#include <cstdint>
#include <nlohmann/json.hpp>

#include "require.hpp"
#include "retort/error.hpp"
#include "schema/json.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view document(reinterpret_cast<const char*>(data), size);
  std::string written;
  try {
    written = retort::to_json(retort::schema_from_json(document)).dump();
  } catch (const retort::Error&) {
    return 0;
  }
  REQUIRE(retort::to_json(retort::schema_from_json(written)).dump() == written);
  return 0;
}
