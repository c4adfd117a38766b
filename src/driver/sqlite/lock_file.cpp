#include "driver/sqlite/lock_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <thread>

namespace retort::sqlite {

namespace {
constexpr std::chrono::milliseconds kBetweenTries{20};
}

LockFile::LockFile(Session& session) {
  const char* database = sqlite3_db_filename(session.handle(), "main");
  if (database == nullptr || *database == '\0') return;
  const std::string path = std::string(database) + "-retort-lock";
  descriptor_ = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor_ < 0) {
    const std::string why = std::strerror(errno);
    throw DatabaseError(fmt::format("the lock file {} can't be made: {}", path, why), {"SQLITE_CANTOPEN", why, {}});
  }
  const auto start = std::chrono::steady_clock::now();
  const auto deadline = start + session.lock_wait();
  while (flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    const bool cancelled = session.cancellation().cancelled();
    const bool late = std::chrono::steady_clock::now() >= deadline;
    if (!cancelled && !late) {
      session.still_waiting(start, "another run, which holds " + path);
      std::this_thread::sleep_for(kBetweenTries);
      continue;
    }
    close(descriptor_);
    if (cancelled) throw Interrupted("interrupted");
    throw LockTimeout(fmt::format("another run holds {}", path), std::nullopt,
                      "wait for it, or give lock_wait more time");
  }
}

LockFile::~LockFile() {
  if (descriptor_ >= 0) close(descriptor_);
}

}  // namespace retort::sqlite
