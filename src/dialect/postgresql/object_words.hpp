// What each kind of object is called in ALTER, DROP, COMMENT ON and GRANT, and how one of them is named there.
#pragma once

#include <string>
#include <string_view>

#include "schema/object_key.hpp"

namespace retort::postgresql {

struct KindWords {
  ObjectKind kind = ObjectKind::table;
  std::string_view words;     // "MATERIALIZED VIEW"
  std::string_view grant_on;  // "TABLE"; "" where there are no privileges
  bool has_owner = false;
};

/// Throws std::logic_error for kinds that are parts of others, or that this engine has not.
const KindWords& words_of(ObjectKind);

/// "public.v", "public.f(integer)", "t on public.x", "(a AS b)": after the kind's words.
std::string signature(const ObjectKey&);
/// "VIEW public.v"
std::string object_text(const ObjectKey&);
/// The table or view of a trigger, rule or policy.
ObjectName owner_of(const ObjectKey&);

}  // namespace retort::postgresql
