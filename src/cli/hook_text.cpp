#include "cli/hook_text.hpp"

#include <fmt/format.h>

#include "base/ascii.hpp"

namespace retort::cli {

void tell_hook(const Output& output, const std::string& name, const std::string& printed) {
  output.tell(fmt::format("Running hook '{}' ... done", name));
  for (const std::string_view line : split_lines(printed)) output.tell(fmt::format("  {}", line));
}

}  // namespace retort::cli
