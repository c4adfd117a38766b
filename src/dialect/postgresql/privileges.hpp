// GRANT and REVOKE from options "privileges:ROLE" (docs/postgresql-objects.md).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "dialect/postgresql/sql_text.hpp"

namespace retort::postgresql {

/// What the privileges are on. `object`: "TABLE public.t", as after ON. `owner` is empty where it is not known.
struct Grantable {
  std::string object;
  std::string owner = {};
  std::optional<Identifier> column = {};
  bool public_has_default = false;  // functions, types, domains and languages: PUBLIC may use them
};

/// Takes the grants of all roles whose value differs from `from` to `to`. Of a new object `from` is empty: each role
/// that is named starts from nothing, whatever default privileges gave it.
void render_privileges(const Grantable&, const Options& from, const Options& to, Statements&);

}  // namespace retort::postgresql
