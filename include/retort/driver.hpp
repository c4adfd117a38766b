// The engines that a program speaks to: each has a header of its own (<retort/sqlite.hpp>, <retort/postgresql.hpp>) and
// a library of its own, so that a program links the clients of those that it names and of no other.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace retort {

/// The only door to a database of one engine. Got from its header; lives as long as the program.
class Driver;

/// The ones that a program has. A database's URL chooses among them by its scheme.
using Drivers = std::vector<std::reference_wrapper<const Driver>>;

/// A connection that the program has already: sqlite::on(), postgresql::on(). It is left open, with its own settings.
struct OpenConnection {
  std::shared_ptr<const Driver> driver;
  std::string url;  // where it leads, without a password
};

}  // namespace retort
