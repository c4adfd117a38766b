// Where PostgreSQL's server programs are installed on this machine.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace retort::postgresql {

/// A folder that holds initdb and postgres.
struct Binaries {
  std::filesystem::path folder;
  int version = 0;  // as server_version_num: 150018
  int major() const { return version / 10000; }
};

/// Newest first. RETORT_POSTGRESQL_BINDIR, a list with colons, is the only place looked at where it is set; else PATH,
/// where distributions put them, and what pg_config says.
std::vector<Binaries> find_binaries();

/// The newest of that major version, or of all for 0. Throws DatabaseError naming what is there and what is wanted.
Binaries choose_binaries(int major);

/// "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)" is 150018; none where the text is something else.
std::optional<int> version_number(const std::string& text);

}  // namespace retort::postgresql
