// A program with SQLite alone. Fails where the library that runs is not the one whose headers it was compiled with, or
// where an exception does not cross the libraries.
#include <retort/cancellation.hpp>
#include <retort/error.hpp>
#include <retort/sqlite.hpp>
#include <retort/version.hpp>

int main() {
  const retort::Drivers drivers{retort::sqlite::driver()};
  const retort::Cancellation cancellation;
  cancellation.cancel();
  try {
    cancellation.check();
  } catch (const retort::Interrupted& error) {
    return drivers.size() == 1 && retort::version() == RETORT_VERSION && error.exit_status() == 130 ? 0 : 1;
  }
  return 1;
}
