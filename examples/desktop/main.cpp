// A to-do list in a file of the user's own, which each version of the program brings to its schema when it starts.
#include <retort/error.hpp>

#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>

#include "store.hpp"
#include "upgrade.hpp"

namespace {

std::filesystem::path data_file() {
  const char* given = std::getenv("TASKS_FILE");
  return given ? given : "tasks.db";
}

int run(int argc, char** argv) {
  const std::string command = argc > 1 ? argv[1] : "list";
  if ((command != "add" || argc < 3 || argc > 4) && (command != "list" || argc > 2)) {
    std::cerr << "usage: tasks [list]\n       tasks add TITLE [PRIORITY]\n";
    return 2;
  }
  upgrade(data_file());
  if (command == "add") add_task(data_file(), argv[2], argc == 4 ? std::stoi(argv[3]) : 0);
  for (const std::string& line : open_tasks(data_file())) std::cout << line << '\n';
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const retort::Error& error) {
    std::cerr << "tasks: " << error.what() << '\n';
    if (!error.hint().empty()) std::cerr << "  " << error.hint() << '\n';
  } catch (const std::exception& error) {
    std::cerr << "tasks: " << error.what() << '\n';
  }
  return 1;
}
