#include "cli/offline_text.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/json.hpp"

namespace retort::cli {

int print_script(const Output& output, const OfflineScript& script) {
  for (const std::string& warning : script.warnings)
    output.warn(fmt::format("{} {}", output.paint_err(Colour::yellow, "warning:"), warning));
  if (output.json)
    print_json(output, {{"sql", script.text}, {"warnings", script.warnings}});
  else
    *output.out << script.text;
  return 0;
}

command::OfflineOptions offline_options(const Call& call) { return {call.value("--tag").value_or("")}; }

Option sql_option() {
  return {"--sql", "", "print a script for psql or sqlite3, and connect to nothing: docs/offline.md"};
}
Option tag_option() { return {"--tag", "TAG", "with --sql: a word that stands at the head of the script"}; }

}  // namespace retort::cli
