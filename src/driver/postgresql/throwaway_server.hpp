// A PostgreSQL server of one's own, from installed programs, that nobody else sees: a socket in a folder of its own, no
// port, nothing that survives a crash. It is gone when this process is, however that ends.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <memory>
#include <string>

#include "driver/postgresql/binaries.hpp"
#include "driver/url.hpp"

namespace retort::postgresql {

class ThrowawayServer {
 public:
  /// Makes and starts it; about 0.6 s. Throws DatabaseError with the end of the server's log.
  explicit ThrowawayServer(const Binaries& binaries);
  /// Stops it and removes its files.
  ~ThrowawayServer();
  ThrowawayServer(const ThrowawayServer&) = delete;
  ThrowawayServer& operator=(const ThrowawayServer&) = delete;

  /// The one of this process for these programs, started at the first call and shared until the process ends.
  static std::shared_ptr<ThrowawayServer> shared(const Binaries& binaries);

  const Binaries& binaries() const { return binaries_; }
  /// Of a database on it, as its superuser.
  Url url(const std::string& database) const;

 private:
  void start();
  void stop() noexcept;
  void wait_until_ready();
  [[noreturn]] void failed(const std::string& what);

  Binaries binaries_;
  std::filesystem::path folder_;
  pid_t keeper_ = -1;
  int lifeline_ = -1;  // the keeper reads the other end: it closes when this process ends
};

}  // namespace retort::postgresql
