// The `.env` file beside retort.toml.
#pragma once

#include <map>
#include <string>

#include "base/source_text.hpp"

namespace retort {

struct DotEnvValue {
  std::string text;
  int line = 0;
  bool literal = false;  // in single quotes: "${" means itself
};
using DotEnv = std::map<std::string, DotEnvValue>;

/// Lines of KEY=VALUE, each with an optional `export`; `#` comments; values bare, in 'single' quotes (as they are) or
/// in "double" quotes (\n \r \t \" \\ \$). A quoted value may run over lines. The last of equal keys counts. Throws
/// ProjectError with the line.
DotEnv parse_dot_env(const SourceText& source);

}  // namespace retort
