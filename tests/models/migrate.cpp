// The forty models with the whole command line.
#include <retort/cli.hpp>
#include <retort/postgresql.hpp>
#include <retort/sqlite.hpp>

#include "models/forty.hpp"

int main(int argc, char** argv) {
  return retort::cli::main(
      argc, argv, {.drivers = {retort::sqlite::driver(), retort::postgresql::driver()}, .models = forty::models});
}
