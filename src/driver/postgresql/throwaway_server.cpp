// The server must end with this process even where that is killed. So it is not our child but a keeper's: a shell that
// makes the cluster, starts the server, and then reads from a pipe that nobody writes to. The pipe's other end closes
// when this process ends, in whatever way; the keeper then stops the server and removes the files.
//
// Between fork and exec only what is safe in a signal handler is called: the program may have threads.
#include "driver/postgresql/throwaway_server.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <grp.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fstream>
#include <map>
#include <mutex>
#include <utility>
#include <vector>

#include "base/ascii.hpp"
#include "retort/error.hpp"

namespace retort::postgresql {

namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kStarts{60};
constexpr int kLookMilliseconds = 5;
/// sun_path, less the name of the socket.
constexpr std::size_t kLongestFolder = 85;
constexpr std::size_t kShownLogLines = 6;

// $1: where initdb and postgres are; $2: the folder. "failed" in $2/state says that it did not come up.
constexpr const char* kKeeper = R"sh(
trap '' INT HUP TERM QUIT PIPE
bin=$1 folder=$2
cd / || exit 1
unset PGDATA PGOPTIONS PGSERVICE PGPORT PGHOST PGUSER PGDATABASE
end() { kill -QUIT "$server" 2>/dev/null; wait "$server" 2>/dev/null; rm -rf "$folder"; exit 0; }
(
  trap - INT HUP TERM QUIT PIPE
  LC_ALL=C exec "$bin/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale="$3" --no-sync --no-instructions
) </dev/null >>"$folder/log" 2>&1 || { echo failed >"$folder/state"; read -r line; rm -rf "$folder"; exit 1; }
(
  trap - INT HUP TERM QUIT PIPE
  exec "$bin/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= -c unix_socket_permissions=0700 \
    -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c wal_level=minimal -c max_wal_senders=0 \
    -c max_locks_per_transaction=1024 -c max_connections=60 -c autovacuum=off -c jit=off -c logging_collector=off \
    -c max_wal_size=4GB -c checkpoint_timeout=1h -c shared_buffers=64MB
) </dev/null >>"$folder/log" 2>&1 &
server=$!
read -r line
end
)sh";

/// Whom the server runs as. It refuses root.
struct Account {
  uid_t user = 0;
  gid_t group = 0;
};

Account account() {
  if (::geteuid() != 0) return {::geteuid(), ::getegid()};
  for (const char* name : {"postgres", "nobody"}) {
    if (const passwd* entry = ::getpwnam(name); entry != nullptr && entry->pw_uid != 0)
      return {entry->pw_uid, entry->pw_gid};
  }
  throw DatabaseError("PostgreSQL does not run as root, and there is no user postgres or nobody",
                      {"0A000", "no account for the server", {}}, std::nullopt, "run as somebody else");
}

fs::path make_folder(const Account& owner) {
  std::error_code ignored;
  fs::path parent = fs::temp_directory_path(ignored);
  // As root, the temporary folder of this process may be one that nobody else may enter.
  if (parent.empty() || parent.string().size() > kLongestFolder - 20 || ::geteuid() == 0) parent = "/tmp";
  std::string pattern = (parent / "retort-pg-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr ||
      (::geteuid() == 0 && ::chown(pattern.c_str(), owner.user, owner.group) != 0)) {
    const std::string why = std::strerror(errno);
    throw DatabaseError(fmt::format("no folder for a scratch server can be made in {}: {}", parent.string(), why),
                        {"58030", why, {}});
  }
  return pattern;
}

/// C.UTF-8 where the system has it: it orders by code point, as C does, and knows what a letter is.
std::string cluster_locale() {
  for (const char* name : {"C.UTF-8", "C.utf8"}) {
    if (const locale_t locale = ::newlocale(LC_ALL_MASK, name, nullptr); locale != nullptr) {
      ::freelocale(locale);
      return name;
    }
  }
  return "C";
}

std::string last_lines(const fs::path& file) {
  std::ifstream stream(file);
  const std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  const std::vector<std::string_view> lines = split_lines(text);
  std::string last;
  for (std::size_t i = lines.size() - std::min(lines.size(), kShownLogLines); i < lines.size(); ++i)
    last += fmt::format("\n    {}", lines[i]);
  return last;
}

bool has_line(const fs::path& file, std::string_view wanted) {
  std::ifstream stream(file);
  for (std::string line; std::getline(stream, line);) {
    if (trim(line) == wanted) return true;
  }
  return false;
}

}  // namespace

ThrowawayServer::ThrowawayServer(const Binaries& binaries) : binaries_(binaries) {
  start();
  try {
    wait_until_ready();
  } catch (...) {
    stop();
    throw;
  }
}

ThrowawayServer::~ThrowawayServer() { stop(); }

void ThrowawayServer::start() {
  const Account owner = account();
  folder_ = make_folder(owner);
  const std::string locale = cluster_locale();
  const std::string bin = binaries_.folder.string();
  const std::string folder = folder_.string();
  const std::array<const char*, 8> arguments{"sh",        "-c",           kKeeper,        "retort-scratch-server",
                                             bin.c_str(), folder.c_str(), locale.c_str(), nullptr};
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) failed(std::strerror(errno));
  const bool is_root = ::geteuid() == 0;
  keeper_ = ::fork();
  if (keeper_ == 0) {
    ::setsid();  // Ctrl-C at the terminal is not for the server
    if (is_root && (::setgroups(0, nullptr) != 0 || ::setgid(owner.group) != 0 || ::setuid(owner.user) != 0))
      ::_exit(127);
    const int null = ::open("/dev/null", O_WRONLY);
    ::dup2(ends[0], STDIN_FILENO);
    ::dup2(null, STDOUT_FILENO);  // or whoever reads our output would wait for the server's end
    ::dup2(null, STDERR_FILENO);
    ::execv("/bin/sh", const_cast<char* const*>(arguments.data()));
    ::_exit(127);
  }
  ::close(ends[0]);
  lifeline_ = ends[1];
  if (keeper_ < 0) failed(std::strerror(errno));
}

void ThrowawayServer::wait_until_ready() {
  const auto start = std::chrono::steady_clock::now();
  // The last line of postmaster.pid becomes "ready".
  while (!has_line(folder_ / "data/postmaster.pid", "ready")) {
    if (has_line(folder_ / "state", "failed")) failed("initdb failed");
    if (const pid_t ended = ::waitpid(keeper_, nullptr, WNOHANG); ended == keeper_) {
      keeper_ = -1;
      failed("it did not start");
    }
    if (std::chrono::steady_clock::now() - start > kStarts) failed("it did not start in time");
    ::poll(nullptr, 0, kLookMilliseconds);
  }
}

void ThrowawayServer::stop() noexcept {
  if (lifeline_ >= 0) ::close(std::exchange(lifeline_, -1));
  if (keeper_ > 0) {
    while (::waitpid(keeper_, nullptr, 0) < 0 && errno == EINTR) {
    }
    keeper_ = -1;
  }
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

void ThrowawayServer::failed(const std::string& what) {
  const std::string log = last_lines(folder_ / "log");
  throw DatabaseError(fmt::format("a scratch server of PostgreSQL {} from {} can't be had: {}{}", binaries_.major(),
                                  binaries_.folder.string(), what, log),
                      {"58000", what, {}}, std::nullopt,
                      "or name a server where databases may be made: scratch = \"postgresql://…\"");
}

Url ThrowawayServer::url(const std::string& database) const {
  Url url;
  url.scheme = "postgresql";
  url.user = "postgres";
  url.host = folder_.string();
  url.port = 5432;
  url.database = database;
  // What the environment says about live servers is not for this one.
  url.options = {{"sslmode", "disable"},
                 {"gssencmode", "disable"},
                 {"channel_binding", "disable"},
                 {"target_session_attrs", "any"}};
  return url;
}

std::shared_ptr<ThrowawayServer> ThrowawayServer::shared(const Binaries& binaries) {
  static std::mutex mutex;
  static std::map<fs::path, std::shared_ptr<ThrowawayServer>> servers;
  const std::lock_guard<std::mutex> lock(mutex);
  std::shared_ptr<ThrowawayServer>& server = servers[binaries.folder];
  if (server == nullptr) server = std::make_shared<ThrowawayServer>(binaries);
  return server;
}

}  // namespace retort::postgresql
