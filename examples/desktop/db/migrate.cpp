#include <retort/cli.hpp>
#include <retort/sqlite.hpp>

#include "../models.hpp"
#include "migrate_build.hpp"

int main(int argc, char** argv) {
  return retort::cli::main(argc, argv,
                           {.drivers = {retort::sqlite::driver()}, .models = models, .build = migrate_build()});
}
