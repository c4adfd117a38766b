#include "project/project.hpp"

#include <gtest/gtest.h>

#include "../folder.hpp"

namespace retort {
namespace {

namespace fs = std::filesystem;

class ProjectTest : public testing::Test {
 protected:
  Project open(const std::string& toml) {
    folder_.write("retort.toml", toml);
    options_.working_directory = folder_.path();
    return Project::open(options_);
  }
  Environment environment(const std::string& toml, bool writes = true) { return open(toml).environment(writes); }

  /// "where: message | hint" of the error that the file gives.
  std::string error(const std::string& toml, bool writes = true) {
    try {
      environment(toml, writes);
    } catch (const Error& error) {
      EXPECT_EQ(error.exit_status(), 2);
      return (error.where() ? error.where()->to_string() + ": " : "") + error.what() + " | " + error.hint();
    }
    return "no error";
  }

  TestFolder folder_;
  ProjectOptions options_;
};

TEST_F(ProjectTest, EveryKeyIsRead) {
  folder_.write("db/schema/b.sql", "");
  folder_.write("db/schema/a.sql", "");
  folder_.write("db/schema/notes.txt", "");
  const Environment environment = this->environment(R"(
schema = "db/schema"
revisions = ["db/versions", "more"]
seeds = "db/seeds.sql"
environment = "local"
main_branch = "trunk"
version_table = "alembic_version"
version_schema = "meta"
file_template = "{epoch}_{rev}"
timezone = "UTC"
slug_length = 20
lock_wait = "2m"
lock_timeout = "500ms"
statement_timeout = "1h"
online = true
require = ">=0.1"
cache = ".cache/retort"
[managed]
include = ["app_*", "view:report_*"]
exclude = "virtual_table:fts_*"
privileges = true
column_order = true
not_covered = "error"
[stubs]
functions = ["slugify", "fold"]
collations = "DE_AT"
[lint]
drop-column = "off"
[environments.local]
url = "sqlite:app.db"
scratch = "sqlite::memory:"
)");
  const Settings& settings = environment.settings;
  ASSERT_TRUE(settings.schema);
  EXPECT_EQ(settings.schema->files, (std::vector<fs::path>{folder_ / "db/schema/a.sql", folder_ / "db/schema/b.sql"}));
  EXPECT_EQ(settings.revisions, (std::vector<fs::path>{folder_ / "db/versions", folder_ / "more"}));
  EXPECT_EQ(settings.seeds, (std::vector<fs::path>{folder_ / "db/seeds.sql"}));
  EXPECT_EQ(settings.main_branch, "trunk");
  EXPECT_EQ(settings.version_table, "alembic_version");
  EXPECT_EQ(settings.version_schema, "meta");
  EXPECT_EQ(settings.file_template, "{epoch}_{rev}");
  EXPECT_EQ(settings.slug_length, 20);
  EXPECT_EQ(settings.lock_wait, std::chrono::minutes(2));
  EXPECT_EQ(settings.lock_timeout, std::chrono::milliseconds(500));
  EXPECT_EQ(settings.statement_timeout, std::chrono::hours(1));
  EXPECT_TRUE(settings.online);
  EXPECT_EQ(settings.cache, folder_ / ".cache/retort");
  ASSERT_EQ(settings.managed.include.size(), 2U);
  EXPECT_EQ(settings.managed.include[1].kind, "view");
  EXPECT_EQ(settings.managed.include[1].glob, "report_*");
  EXPECT_EQ(settings.managed.exclude.at(0).kind, "virtual table");
  EXPECT_TRUE(settings.privileges);
  EXPECT_TRUE(settings.column_order);
  EXPECT_TRUE(settings.not_covered_is_error);
  EXPECT_EQ(settings.stubs.functions, (std::vector<std::string>{"slugify", "fold"}));
  EXPECT_EQ(settings.stubs.collations, (std::vector<std::string>{"DE_AT"}));
  EXPECT_EQ(settings.lint.at("drop-column"), "off");
  EXPECT_EQ(environment.url.database, (folder_ / "app.db").string());
  ASSERT_TRUE(environment.scratch);
  EXPECT_TRUE(environment.scratch->in_memory());
}

TEST_F(ProjectTest, TheEngineIsToldOrTakenFromTheFirstAddressThatNamesOne) {
  const auto engine = [&](const std::string& toml) { return open(toml).engine(); };
  EXPECT_EQ(engine(""), "sqlite");
  EXPECT_EQ(engine("[environments.a]\nurl = \"${URL}\"\n"), "sqlite");
  EXPECT_EQ(engine("engine = \"postgres\"\n[environments.a]\nurl = \"${URL}\"\n"), "postgresql");
  EXPECT_EQ(engine("[environments.a]\nurl = \"${URL}\"\n[environments.b]\nurl = \"postgresql+psycopg2://${HOST}/d\"\n"),
            "postgresql");
}

TEST_F(ProjectTest, AnAddressOfAnotherEngineIsRefused) {
  const std::string local = "[environments.local]\nurl = \"sqlite:app.db\"\n";
  EXPECT_EQ(error("engine = \"postgresql\"\n" + local),
            "retort.toml:3:1: 'url' of environment 'local': sqlite:" + (folder_ / "app.db").string() +
                " is no postgresql database, as 'engine' says | the project's files are written for one engine");
  EXPECT_EQ(error("engine = \"oracle\"\n" + local),
            "retort.toml:1:1: 'engine' is \"oracle\" | \"sqlite\", \"postgresql\" or \"mariadb\"");
  options_.url = "postgresql:///d";
  EXPECT_EQ(error("engine = \"sqlite\"\n" + local),
            "postgresql:///d is no sqlite database, as 'engine' says | the project's files are written for one engine");
}

TEST_F(ProjectTest, TheVersionTableIsNoPath) {
  EXPECT_EQ(error("version_table = \"meta.alembic_version\"\n[environments.local]\nurl = \"sqlite:a\"\n"),
            "retort.toml:1:1: 'version_table' is \"meta.alembic_version\" | its schema stands in version_schema");
}

TEST_F(ProjectTest, EveryKeyHasADefault) {
  options_.process_environment["XDG_CACHE_HOME"] = "/var/cache/me";
  const Environment environment = this->environment("[environments.local]\nurl = \"sqlite:app.db\"\n");
  const Settings& settings = environment.settings;
  EXPECT_FALSE(settings.schema);
  EXPECT_EQ(settings.revisions, std::vector<fs::path>{folder_ / "db/versions"});
  EXPECT_EQ(settings.version_table, "retort_version");
  EXPECT_EQ(settings.file_template, "{year}{month}{day}{hour}{minute}{second}_{slug}");
  EXPECT_EQ(settings.lock_wait, std::chrono::seconds(60));
  ASSERT_TRUE(settings.cache);
  EXPECT_EQ(settings.cache->parent_path(), "/var/cache/me/retort");
  EXPECT_FALSE(environment.is_protected);
}

TEST_F(ProjectTest, CacheCanBeOff) {
  options_.process_environment["HOME"] = "/home/me";
  EXPECT_FALSE(environment("cache = \"off\"\n[environments.local]\nurl = \"sqlite:app.db\"\n").settings.cache);
}

TEST_F(ProjectTest, AnEnvironmentSetsKeysAgain) {
  options_.environment = "ci";
  const Environment environment = this->environment(R"(
lock_wait = "1s"
main_branch = "trunk"
[managed]
exclude = "tmp_*"
column_order = true
[environments.local]
url = "sqlite:app.db"
[environments.ci]
url = "sqlite:ci.db"
lock_wait = "9s"
managed.exclude = ["audit"]
lint.lock = "error"
)");
  EXPECT_EQ(environment.settings.lock_wait, std::chrono::seconds(9));
  EXPECT_EQ(environment.settings.main_branch, "trunk");
  EXPECT_EQ(environment.settings.managed.exclude.at(0).glob, "audit");
  EXPECT_TRUE(environment.settings.column_order);
  EXPECT_EQ(environment.settings.lint.at("lock"), "error");
}

TEST_F(ProjectTest, MistakesAreNamedByLine) {
  const std::string local = "\n[environments.local]\nurl = \"sqlite:a.db\"\n";
  EXPECT_EQ(error("revision = \"x\"" + local), "retort.toml:1:1: unknown key 'revision' | did you mean 'revisions'?");
  EXPECT_EQ(error("\n  slug-length = 3" + local),
            "retort.toml:2:3: unknown key 'slug-length' | did you mean 'slug_length'?");
  EXPECT_EQ(error("url = \"sqlite:a.db\""), "retort.toml:1:1: unknown key 'url' | it belongs in [environments.NAME]");
  EXPECT_EQ(error("[stubs]\nfunction = \"x\"" + local),
            "retort.toml:2:1: unknown key 'function' in [stubs] | did you mean 'functions'?");
  EXPECT_EQ(error("exclude = \"x\"" + local), "retort.toml:1:1: unknown key 'exclude' | it belongs in [managed]");
  EXPECT_EQ(error("[manged]" + local), "retort.toml:1:2: unknown table 'manged' | did you mean 'managed'?");
  EXPECT_EQ(error("[managed]\nexlude = \"x\"" + local),
            "retort.toml:2:1: unknown key 'exlude' in [managed] | did you mean 'exclude'?");
  EXPECT_EQ(error("[environments.local]\nurl = \"sqlite:a.db\"\nprotect = true"),
            "retort.toml:3:1: unknown key 'protect' in [environments.local] | did you mean 'protected'?");
  EXPECT_EQ(error("slug_length = \"40\"" + local),
            "retort.toml:1:1: 'slug_length' must be a whole number, and is a string | ");
  EXPECT_EQ(error("seeds = [1]" + local),
            "retort.toml:1:10: 'seeds' must be a list of strings, and is a whole number | ");
  EXPECT_EQ(error("lock_wait = 60" + local),
            "retort.toml:1:1: 'lock_wait' needs a unit | \"60s\", \"60ms\" or \"60m\"");
  EXPECT_EQ(error("[environments.local]\nurl = \"sqlite:a.db\"\nprotected = \"yes\""),
            "retort.toml:3:1: 'protected' of environment 'local' must be true or false, and is a string | ");
  EXPECT_EQ(error("[lint]\nlock = \"warn\"" + local),
            "retort.toml:2:1: 'lock' is \"warn\" | \"error\", \"warning\" or \"off\"");
  EXPECT_EQ(error("[managed]\nexclude = \"veiw:x\"" + local),
            "retort.toml:2:1: 'exclude' has an unknown kind in \"veiw:x\" | did you mean 'view'?");
  EXPECT_EQ(error("file_template = \"{slugg}\"" + local),
            "retort.toml:1:1: 'file_template' has an unknown placeholder {slugg} | did you mean 'slug'?");
  EXPECT_EQ(error("environment = \"locl\"" + local),
            "retort.toml:1:1: there is no environment 'locl' | did you mean 'local'?");
}

TEST_F(ProjectTest, BrokenTomlIsNamedByLine) {
  EXPECT_EQ(error("a = 1\nb = [1,\n").rfind("retort.toml:", 0), 0U);
  EXPECT_NE(error("a = \"x\n").find("retort.toml:1:"), std::string::npos);
}

TEST_F(ProjectTest, RequireIsReadBeforeUnknownKeys) {
  EXPECT_NE(error("require = \">=99\"\nfrom_the_future = 1").find("this project requires Retort >=99"),
            std::string::npos);
  EXPECT_NE(error("require = \">=new\"").find("'require' can't be read"), std::string::npos);
  EXPECT_NE(error("require = \">=0.1, <0.1\"").find("requires"), std::string::npos);
}

TEST_F(ProjectTest, VariablesComeFromTheCallThenTheProcessThenDotEnv) {
  const std::string toml = "[environments.local]\nurl = \"sqlite:${NAME}\"\n";
  folder_.write(".env", "NAME=dotenv.db\n");
  EXPECT_EQ(environment(toml).url.database, (folder_ / "dotenv.db").string());
  options_.process_environment["NAME"] = "process.db";
  EXPECT_EQ(environment(toml).url.database, (folder_ / "process.db").string());
  options_.variables["NAME"] = "given.db";
  EXPECT_EQ(environment(toml).url.database, (folder_ / "given.db").string());
}

TEST_F(ProjectTest, AVariableIsMissedOnlyWhereItIsNeeded) {
  const std::string toml = R"([environments.local]
url = "sqlite:a.db"
[environments.production]
url = "${DATABASE_URL}"
protected = true
)";
  options_.environment = "local";
  EXPECT_FALSE(environment(toml).is_protected);
  options_.environment = "production";
  EXPECT_EQ(error(toml),
            "retort.toml:4:1: 'url' of environment 'production' needs the variable DATABASE_URL, which is not set | "
            "set DATABASE_URL in the environment or in .env, or pass -x DATABASE_URL=VALUE");
}

TEST_F(ProjectTest, ABrokenDotEnvMattersOnlyWhereItIsNeeded) {
  folder_.write(".env", "# ours\nNAME = 'x\n");
  EXPECT_EQ(error("[environments.local]\nurl = \"sqlite:a.db\"\n"), "no error");
  EXPECT_EQ(error("[environments.local]\nurl = \"sqlite:${NAME}\"\n"), ".env:2:8: this quote is never closed | ");
}

TEST_F(ProjectTest, IsLookedForUpwards) {
  folder_.write("retort.toml", "[environments.local]\nurl = \"sqlite:app.db\"\n");
  fs::create_directories(folder_ / "src/deep");
  options_.working_directory = folder_ / "src/deep";
  const Project project = Project::open(options_);
  EXPECT_EQ(project.folder(), folder_.path());
  EXPECT_EQ(project.environment(true).url.database, (folder_ / "app.db").string());
  options_.url = "sqlite:here.db";
  EXPECT_EQ(Project::open(options_).environment(true).url.database, (folder_ / "src/deep/here.db").string());
}

TEST_F(ProjectTest, WithoutAFileTheWayOutIsNamed) {
  options_.working_directory = folder_.path();
  try {
    Project::open(options_);
    FAIL();
  } catch (const UsageError& error) {
    EXPECT_NE(error.hint().find("retort init"), std::string::npos);
  }
}

constexpr const char* kTwo = R"(environment = "local"
[environments.local]
url = "sqlite:local.db"
[environments.staging]
url = "sqlite:staging.db"
)";

TEST_F(ProjectTest, TheDefaultIsForPeople) {
  options_.terminal = true;
  EXPECT_EQ(environment(kTwo, true).name, "local");
  options_.terminal = false;
  EXPECT_EQ(environment(kTwo, false).name, "local");
  EXPECT_EQ(error(kTwo, true),
            "a program that writes must name its environment; there are local, staging | "
            "pass --env NAME: the default in retort.toml is for people at a terminal");
  options_.environment = "staging";
  EXPECT_EQ(environment(kTwo, true).name, "staging");
  options_.environment = "stagin";
  EXPECT_EQ(error(kTwo), "there is no environment 'stagin' | did you mean 'staging'?");
}

TEST_F(ProjectTest, OneEnvironmentNeedsNoName) {
  EXPECT_EQ(environment("[environments.only]\nurl = \"sqlite:a.db\"\n", true).name, "only");
}

TEST_F(ProjectTest, AUrlToAProtectedDatabaseIsProtected) {
  const std::string toml =
      "[environments.production]\nurl = \"sqlite:data/p.db\"\nprotected = true\n[environments.local]\nurl = "
      "\"sqlite:l.db\"\n";
  folder_.write("data/p.db", "");
  folder_.write("other.db", "");
  fs::create_symlink(folder_ / "data", folder_ / "linked");
  fs::create_hard_link(folder_ / "data/p.db", folder_ / "hard.db");
  for (const char* url : {"sqlite:data/p.db", "sqlite:./data/../data/p.db", "sqlite:linked/p.db", "sqlite:hard.db"}) {
    options_.url = url;
    EXPECT_TRUE(environment(toml).is_protected) << url;
  }
  options_.url = "sqlite:other.db";
  EXPECT_FALSE(environment(toml).is_protected);
  // Not there yet: the path decides.
  fs::remove(folder_ / "data/p.db");
  fs::remove(folder_ / "hard.db");
  options_.url = "sqlite:linked/p.db";
  EXPECT_TRUE(environment(toml).is_protected);
}

TEST_F(ProjectTest, PasswordsAreNotPrinted) {
  options_.variables["SECRET"] = "hunter2";
  for (const char* url : {"nosuch://me:${SECRET}@host/db", "postgresql://me:${SECRET}@host:port/db", "${SECRET}"}) {
    const std::string text = error(std::string("[environments.local]\nurl = \"") + url + "\"\n");
    EXPECT_NE(text, "no error") << url;
    EXPECT_EQ(text.find("hunter2"), std::string::npos) << text;
  }
}

TEST_F(ProjectTest, AnEmptyFolderIsNotAnEmptySchema) {
  fs::create_directories(folder_ / "db/schema");
  const Environment environment =
      this->environment("schema = \"db/schema\"\n[environments.local]\nurl = \"sqlite:a.db\"\n");
  EXPECT_EQ(environment.settings.schema->files, std::vector<fs::path>{folder_ / "db/schema"});
}

TEST_F(ProjectTest, ASchemaCanBeACommand) {
  const Environment environment =
      this->environment("schema = \"exec: ./models --ddl\"\n[environments.local]\nurl = \"sqlite:a.db\"\n");
  EXPECT_EQ(environment.settings.schema->command, "./models --ddl");
  EXPECT_NE(error("schema = [\"exec: x\", \"a.sql\"]\n").find("mixes a command with files"), std::string::npos);
}

}  // namespace
}  // namespace retort
