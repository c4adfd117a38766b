#include <retort/cli.hpp>
#include <retort/postgresql.hpp>

#include "migrate_build.hpp"
#include "models.hpp"

int main(int argc, char** argv) {
  return retort::cli::main(argc, argv,
                           {.drivers = {retort::postgresql::driver()}, .models = models, .build = migrate_build()});
}
