#include "project/database_identity.hpp"

#include <sys/stat.h>

#include <filesystem>

#include "base/ascii.hpp"

namespace retort {
namespace {

namespace fs = std::filesystem;

bool same_file(const std::string& a, const std::string& b) {
  struct stat first {
  }, second{};
  const bool have_first = ::stat(a.c_str(), &first) == 0;
  const bool have_second = ::stat(b.c_str(), &second) == 0;
  if (have_first && have_second && first.st_dev == second.st_dev && first.st_ino == second.st_ino) return true;
  if (have_first != have_second) return false;
  std::error_code failure;
  const fs::path first_path = fs::weakly_canonical(a, failure);
  if (failure) return a == b;
  const fs::path second_path = fs::weakly_canonical(b, failure);
  return failure ? a == b : first_path == second_path;
}

/// One spelling for this machine: a socket's folder, localhost and the loopback addresses.
std::string machine(const Url& url) {
  std::string host = ascii_lower(url.host);
  if (const auto option = url.options.find("host"); host.empty() && option != url.options.end())
    host = ascii_lower(option->second);
  while (!host.empty() && host.back() == '.') host.pop_back();
  const bool local = host.empty() || host[0] == '/' || host == "localhost" || host == "::1" || host == "[::1]" ||
                     host.rfind("127.", 0) == 0 || host.rfind("%2f", 0) == 0;
  return local ? "localhost" : host;
}

int port_of(const Url& url) {
  if (url.port) return *url.port;
  return url.scheme == "mariadb" ? 3306 : 5432;
}

/// PostgreSQL takes the user's name where none is given.
std::string database_of(const Url& url) { return url.database.empty() ? url.user : url.database; }

}  // namespace

bool same_database(const Url& a, const Url& b) {
  if (a.scheme != b.scheme) return false;
  if (a.in_memory() || b.in_memory()) return false;
  if (a.names_file()) return same_file(a.database, b.database);
  return machine(a) == machine(b) && port_of(a) == port_of(b) && database_of(a) == database_of(b);
}

}  // namespace retort
