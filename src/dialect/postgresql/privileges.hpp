// GRANT and REVOKE from options "privileges:ROLE" (docs/postgresql-objects.md).
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "dialect/postgresql/sql_text.hpp"

namespace retort::postgresql {

/// What the privileges are on. `object`: "TABLE public.t", as after ON. `owner` is empty where it is not known.
struct Grantable {
  std::string object;
  std::string owner = {};
  std::optional<Identifier> column = {};
  std::string_view public_default = {};  // what PUBLIC may do with it as it is made: "ALL" of functions and types
  bool is_new = false;                   // default privileges may have given anything to a role that is named
};

/// Takes the grants of all roles whose value differs from `from` to `to`: what goes is revoked, what comes is granted.
/// The roles that something was revoked from: they have lost the same on every column.
std::set<std::string> render_privileges(const Grantable&, const Options& from, const Options& to, Statements&);

}  // namespace retort::postgresql
