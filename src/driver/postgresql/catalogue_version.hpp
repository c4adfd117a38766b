// What the catalogues of PostgreSQL 13 to 18 have and lack, as data: the only place that knows.
#pragma once

#include <string>
#include <string_view>

namespace retort::postgresql {

/// The query for a server of this major version. @NAME@ is one of catalogue_version.cpp's columns;
/// @ours@: the namespace `n` is neither the system's nor temporary; @not a member:CATALOGUE:ALIAS@: that row of it
/// belongs to no extension, and was not made by the server for another object's sake.
std::string for_version(std::string_view sql, int major);

}  // namespace retort::postgresql
