#include "command/cpp_template.hpp"

#include <fmt/format.h>

#include "retort/version.hpp"

namespace retort::command {

namespace {

constexpr std::string_view kProject = R"text(cmake_minimum_required(VERSION 3.25)
project({name} LANGUAGES CXX)

enable_testing()
add_subdirectory("{directory}")
)text";

constexpr std::string_view kDirectory = R"text(find_package(retort {version} REQUIRED COMPONENTS cli {engine})

# build/migrate: the whole command line of Retort, with the models linked in.
retort_add_migrate_tool(migrate SOURCES migrate.cpp CONFIG "{config}")

# Red where models and revisions, or revisions and the database, are not one; it says in words what differs.
add_test(NAME schema_parity COMMAND migrate check)
)text";

constexpr std::string_view kModels =
    R"text(// The schema as it should be. Edit it, build, then: build/migrate revision --autogenerate -m "what changes"
#pragma once

#include <retort/model.hpp>

#include <cstdint>
#include <optional>
#include <string>

struct User {{
  std::int64_t id;
  std::string email;
  std::optional<std::string> nickname;  // std::optional: may be NULL
}};

template <>
inline constexpr auto retort::model<User> = table<User>("users",
    column<&User::id>(primary_key, identity),
    column<&User::email>(unique),
    column<&User::nickname>());

// A model that is not added here does not exist.
inline void models(retort::Metadata& metadata) {{
  metadata.add<User>();
}}
)text";

// {include}: a line with the word itself would be one of this file to all that reads them.
constexpr std::string_view kMigrate = R"text(#include <retort/cli.hpp>
#include <retort/{engine}.hpp>

{include} "migrate_build.hpp"
{include} "models.hpp"

int main(int argc, char** argv) {{
  return retort::cli::main(argc, argv,
                           {{.drivers = {{retort::{engine}::driver()}}, .models = models, .build = migrate_build()}});
}}
)text";

constexpr std::string_view kReadme = R"text(# The schema of {name}

| file | what it is |
|---|---|
| `models.hpp` | the schema as it should be: C++ structs |
| `versions/` | how to get there: a SQL file a revision, to be reviewed and committed |
| `migrate.cpp` | `build/migrate`, the `retort` command line with the models linked in |
| `{config}` | which databases there are |

Begin: build, write the first revision, make the database, test.

```sh
cmake -B build
cmake --build build
build/migrate revision --autogenerate -m "create users"
build/migrate upgrade head
ctest --test-dir build
```

Add a member: to the struct, and as a column of its model.

```sh
sed -i 's|^  std::optional<std::string> nickname;.*|&\n  std::optional<std::int64_t> age;|' {directory}/models.hpp
sed -i 's|column<&User::nickname>());|column<\&User::nickname>(),\n    column<\&User::age>());|' {directory}/models.hpp
cmake --build build
ctest --test-dir build --output-on-failure     # red: the revisions do not have it yet
build/migrate revision --autogenerate -m "add age to users"
cat {directory}/versions/*_add_age_to_users.sql
build/migrate verify                           # proves it: up, down, up
build/migrate upgrade head
ctest --test-dir build                         # green
```

A column that may not be NULL needs a value for the rows that are there: `column<&User::age>(existing("0"))`.
`build/migrate` warns when it is older than the models that it was built from; `build/migrate help` lists the commands.
)text";

constexpr std::string_view kIgnored = R"text(/build/
*.db
*.db-wal
*.db-shm
)text";

// From `directory` back to the folder of retort.toml.
std::filesystem::path up(const std::filesystem::path& directory) {
  std::filesystem::path result;
  for (const auto& part : directory)
    if (!part.empty() && part != ".") result /= "..";
  return result;
}

}  // namespace

std::vector<TemplateFile> cpp_template(const CppProject& project) {
  const std::filesystem::path& directory = project.directory;
  const auto filled = [&](std::string_view text) {
    return fmt::format(fmt::runtime(text), fmt::arg("include", "#include"), fmt::arg("name", project.name),
                       fmt::arg("engine", project.engine), fmt::arg("directory", directory.generic_string()),
                       fmt::arg("config", (up(directory) / "retort.toml").generic_string()),
                       fmt::arg("version", fmt::format("{}.{}", RETORT_VERSION_MAJOR, RETORT_VERSION_MINOR)));
  };
  return {{"CMakeLists.txt", filled(kProject)},        {directory / "CMakeLists.txt", filled(kDirectory)},
          {directory / "models.hpp", filled(kModels)}, {directory / "migrate.cpp", filled(kMigrate)},
          {directory / "README.md", filled(kReadme)},  {".gitignore", std::string(kIgnored)}};
}

std::string cpp_schema_command() { return "exec: build/migrate dump models"; }

}  // namespace retort::command
