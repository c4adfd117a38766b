#include "command/list_templates.hpp"

namespace retort::command {

std::vector<ProjectTemplate> list_templates() {
  return {{"sql", "The schema in a file of SQL, revisions beside it; works at once, on SQLite."},
          {"cpp", "C++ models in a small CMake project, with a command line of its own, build/migrate."}};
}

}  // namespace retort::command
