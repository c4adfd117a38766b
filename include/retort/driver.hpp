// The engines that a program speaks to: each has a header of its own (<retort/sqlite.hpp>, <retort/postgresql.hpp>) and
// a library of its own, so that a program links the clients of those that it names and of no other.
#pragma once

#include <functional>
#include <vector>

namespace retort {

/// The only door to a database of one engine. Got from its header; lives as long as the program.
class Driver;

/// The ones that a program has. A database's URL chooses among them by its scheme.
using Drivers = std::vector<std::reference_wrapper<const Driver>>;

}  // namespace retort
