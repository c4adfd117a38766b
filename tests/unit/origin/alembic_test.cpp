#include "origin/alembic.hpp"

#include <gtest/gtest.h>

#include "../folder.hpp"
#include "retort/error.hpp"

namespace retort::test {
namespace {

using Words = std::vector<std::string>;

TEST(AlembicInterpreter, IsWhatTheFirstLineSays) {
  EXPECT_EQ(interpreter_of("#!/usr/bin/python3\nimport alembic\n"), (Words{"/usr/bin/python3"}));
  EXPECT_EQ(interpreter_of("#!/usr/bin/env python3 -E\n"), (Words{"/usr/bin/env", "python3", "-E"}));
  EXPECT_EQ(interpreter_of("#!/bin/sh\n'''exec' /a/long/venv/bin/python3 \"$0\" \"$@\"\n"),
            (Words{"/a/long/venv/bin/python3"}));
  EXPECT_EQ(interpreter_of("#!/bin/sh\nexec uv run alembic\n"), Words{});
  EXPECT_EQ(interpreter_of("ELF"), Words{});
  EXPECT_EQ(interpreter_of(""), Words{});
}

TEST(AlembicPlace, FindsTheIniInTheFolderOrAboveIt) {
  const TestFolder folder;
  folder.write("alembic.ini", "[alembic]\n");
  folder.write("migrations/env.py", "");
  const std::string python = folder.write("python3", "").string();
  EXPECT_EQ(alembic_place(folder.path(), python, {}).ini, folder / "alembic.ini");
  const AlembicPlace below = alembic_place(folder / "migrations", python, {{"tenant", "a"}});
  EXPECT_EQ(below.ini, folder / "alembic.ini");
  EXPECT_EQ(below.script_location, folder / "migrations");
  EXPECT_EQ(below.x, Words{"tenant=a"});
  EXPECT_EQ(below.interpreter, Words{python});
  EXPECT_THROW(alembic_place(folder.path(), (folder / "none").string(), {}), UsageError);
}

}  // namespace
}  // namespace retort::test
