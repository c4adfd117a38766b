// A URL that is read is printed as one that reads the same, but for its passwords.
#include <cstdint>

#include "driver/url.hpp"
#include "require.hpp"
#include "retort/error.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    retort::Url url = retort::Url::parse(text);
    const std::string redacted = url.redacted();
    retort::Url again = retort::Url::parse(redacted);
    REQUIRE(again.password == (url.password.empty() ? "" : "***"));
    REQUIRE(again.redacted() == redacted);
    url.password.clear();
    again.password.clear();
    url.options.clear();
    again.options.clear();
    REQUIRE(again == url);
  } catch (const retort::UsageError&) {
  }
  return 0;
}
