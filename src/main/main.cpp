#include "retort/cli.hpp"
#include "retort/postgresql.hpp"
#include "retort/sqlite.hpp"

int main(int argc, char** argv) {
  return retort::cli::main(argc, argv, {.drivers = {retort::sqlite::driver(), retort::postgresql::driver()}});
}
