// `retort list-templates`: what `init --template` takes.
#pragma once

#include <string_view>
#include <vector>

namespace retort::command {

struct ProjectTemplate {
  std::string_view name;
  std::string_view synopsis;
};

std::vector<ProjectTemplate> list_templates();

}  // namespace retort::command
