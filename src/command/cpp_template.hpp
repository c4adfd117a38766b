// What `retort init --template cpp` lays out: a CMake project whose models are C++ structs.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace retort::command {

struct TemplateFile {
  std::filesystem::path path;  // below the working directory
  std::string text;
};

struct CppProject {
  std::string name;                 // of the project in CMake
  std::filesystem::path directory;  // for the models, the tool and the test, below the working directory
  std::string engine;               // "sqlite"
};

/// Without retort.toml and the revisions folder, which every template has.
std::vector<TemplateFile> cpp_template(const CppProject&);

/// What `schema` in retort.toml is there, for programs that have no models linked in.
std::string cpp_schema_command();

}  // namespace retort::command
