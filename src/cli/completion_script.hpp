#pragma once

#include <string>

namespace retort::cli {

/// Throws UsageError for a shell that is none of bash, zsh and fish.
std::string completion_script(const std::string& shell);

}  // namespace retort::cli
