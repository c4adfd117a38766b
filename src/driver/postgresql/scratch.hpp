// Where scratch databases come from (design, section 4; docs/postgresql.md): a database of their own on the server that
// the project names for it, on the target's own server where that may be, or on a throwaway server.
#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "driver/driver.hpp"
#include "driver/postgresql/throwaway_server.hpp"

namespace retort::postgresql {

/// How a database sorts and encodes: a new one can be made that is like it.
struct DatabaseLocale {
  std::string encoding;  // UTF8
  std::string collate;
  std::string ctype;
  std::string provider;  // "c" libc, "i" ICU, "b" builtin; empty before 15
  std::string locale;    // ICU's or the builtin one's
  std::string rules;     // ICU's
  friend bool operator==(const DatabaseLocale&, const DatabaseLocale&) = default;
};

class ScratchSource {
 public:
  explicit ScratchSource(ScratchPlace place) : place_(std::move(place)) {}

  const ScratchPlace& place() const { return place_; }
  std::unique_ptr<Scratch> make();
  /// As server_version_num.
  int server_version();
  /// See Driver::canonical_version.
  std::string version();

 private:
  struct Chosen {
    std::optional<Url> server;  // none: a throwaway server, from `binaries`
    Binaries binaries;
    int version = 0;
    std::optional<DatabaseLocale> locale;  // none: whatever the throwaway server has
  };
  /// Once: connects to the servers that the place names.
  const Chosen& chosen();
  Chosen choose() const;

  ScratchPlace place_;
  std::mutex mutex_;
  std::optional<Chosen> chosen_;
  bool swept_ = false;
};

}  // namespace retort::postgresql
