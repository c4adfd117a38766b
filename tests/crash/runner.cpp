// Runs a folder of revisions on a database, as `retort upgrade` does, and can end itself at a fault point. For
// tests/crash/crash_test.cpp only; the product has no such switch.
//
//   crash_runner DATABASE FOLDER upgrade|downgrade TARGET [--die-at N | --points | --record FOLDER]
//
// DATABASE: a SQLite file, or postgresql://...
// --die-at N     SIGKILL at the Nth fault point, from 1
// --points       prints the fault points, one a line
// --record DIR   SQLite: before the first statement and after each commit, writes what sqlite3 reads then to DIR/N
//
// RETORT_CRASH_TRANSACTION=run: the whole run is one transaction.
#include <fmt/format.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>

#include "driver/driver.hpp"
#include "execute/run.hpp"
#include "plan/complete.hpp"
#include "project/revision_folder.hpp"
#include "retort/postgresql.hpp"
#include "retort/sqlite.hpp"

namespace {

struct Call {
  std::string database, folder, direction, target, mode, argument;
};

std::string now() {
  const std::time_t seconds = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
  return text;
}

/// What happens at fault point `number`.
void at_point(const Call& call, int number, std::string_view point) {
  if (call.mode == "--die-at" && number == std::atoi(call.argument.c_str())) kill(getpid(), SIGKILL);
  if (call.mode == "--points") std::printf("%.*s\n", static_cast<int>(point.size()), point.data());
  if (call.mode == "--record" && (number == 1 || point.starts_with("after-commit"))) {
    const std::string command = fmt::format("sqlite3 '{}' .dump > '{}/{:04}'", call.database, call.argument, number);
    if (std::system(command.c_str()) != 0) std::abort();
  }
}

int run_call(const Call& call) {
  using namespace retort;
  const bool on_server = call.database.starts_with("postgresql:");
  const Driver& driver = on_server ? postgresql::driver() : sqlite::driver();
  const RevisionGraph files(read_revisions({call.folder}, call.folder, driver.dialect().lexicon()));
  ConnectOptions how;
  how.create = true;
  const std::unique_ptr<Connection> connection =
      driver.connect(Url::parse((on_server ? "" : "sqlite:") + call.database), how);
  RunOptions options;
  const Identifier schema = on_server ? Identifier("public") : Identifier();
  options.names = {{schema, Identifier("retort_version")}, {schema, Identifier("retort_journal")}};
  options.user = "crash";
  options.host = fmt::format("{}", getpid());
  options.now = now;
  const char* transaction = std::getenv("RETORT_CRASH_TRANSACTION");
  options.one_transaction = transaction != nullptr && std::string_view(transaction) == "run";
  int number = 0;
  if (!call.mode.empty()) options.fault = [&](std::string_view point) { at_point(call, ++number, point); };
  const Direction direction = call.direction == "upgrade" ? Direction::upgrade : Direction::downgrade;
  Observer silent;
  run(files, files.resolve(call.target, read_heads(*connection, options.names)), direction, driver, *connection,
      options, silent);
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  const std::vector<std::string> words(arguments + 1, arguments + count);
  if (words.size() < 4) return 2;
  Call call{words[0], words[1], words[2], words[3], words.size() > 4 ? words[4] : "", words.size() > 5 ? words[5] : ""};
  try {
    return run_call(call);
  } catch (const retort::Error& error) {
    std::fprintf(stderr, "%s: %s\n%s\n", error.where() ? error.where()->to_string().c_str() : "", error.what(),
                 error.hint().c_str());
    return error.exit_status();
  }
}
