// A command line with revisions of its own: files that are embedded, one in C++, and a function beside it.
#include <string>

#include "linked_revisions.hpp"
#include "retort/cli.hpp"
#include "retort/operations.hpp"
#include "retort/revisions.hpp"
#include "retort/sqlite.hpp"
#include "retort/transaction.hpp"

namespace {

struct AddStatus {
  static constexpr const char* id = "cccc00000003";
  static constexpr const char* revises = "bbbb00000002";
  static constexpr const char* message = "add a status";

  static void upgrade(retort::Operations& op) {
    op.add_column("users", "status", retort::Text());
    op.execute("UPDATE users SET status = 'new'");
    op.alter_column("users", "status", {.nullable = false});
  }
  static void downgrade(retort::Operations& op) { op.drop_column("users", "status"); }
};

}  // namespace

int main(int argc, char** argv) {
  retort::Revisions revisions = linked_revisions();
  revisions.add<AddStatus>();
  // Only where it is asked for, so that both kinds of program are seen.
  if (argc > 1 && std::string(argv[1]) == "--with-function") {
    revisions.after_upgrade("aaaa00000001", [](retort::Transaction& transaction) {
      transaction.execute("UPDATE users SET nick = $1", {"from C++"});
    });
    --argc;
    ++argv;
  }
  return retort::cli::main(argc, argv, {.drivers = {retort::sqlite::driver()}, .revisions = &revisions});
}
