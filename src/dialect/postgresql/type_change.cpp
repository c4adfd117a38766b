// A change of type in a migration has four cases:
//
//   1. the server has an assignment cast (or the target is a string type, to which everything is assigned): no USING;
//   2. the server has an explicit cast, or the source is a string: USING c::type;
//   3. a number that becomes a boolean, or the other way round, goes through integer, the only number that booleans
//   know;
//   4. else, enums to enums among them, the value goes by its text, and fails loudly where that means nothing.
#include "dialect/postgresql/type_change.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "dialect/postgresql/sql_text.hpp"

namespace retort::postgresql {
namespace {

struct Casts {
  std::string_view from;
  std::string_view to;  // between commas
};

// pg_cast of 15 and 18 where castcontext is 'a' or 'i'; string types are not in here, for all is assigned to them.
// clang-format off
constexpr std::array kAssigned = {
    Casts{"smallint", ",integer,bigint,numeric,real,double precision,oid,regclass,regtype,regproc,regrole,regnamespace,"},
    Casts{"integer", ",smallint,bigint,numeric,real,double precision,money,oid,regclass,regtype,regproc,regrole,regnamespace,"},
    Casts{"bigint", ",smallint,integer,numeric,real,double precision,money,oid,regclass,regtype,regproc,regrole,regnamespace,"},
    Casts{"numeric", ",smallint,integer,bigint,real,double precision,money,"},
    Casts{"real", ",smallint,integer,bigint,numeric,double precision,"},
    Casts{"double precision", ",smallint,integer,bigint,numeric,real,"},
    Casts{"money", ",numeric,"},
    Casts{"oid", ",integer,bigint,regclass,regtype,regproc,regrole,regnamespace,"},
    Casts{"date", ",timestamp without time zone,timestamp with time zone,"},
    Casts{"timestamp without time zone", ",date,time without time zone,timestamp with time zone,"},
    Casts{"timestamp with time zone", ",date,time without time zone,time with time zone,timestamp without time zone,"},
    Casts{"time without time zone", ",interval,time with time zone,"},
    Casts{"time with time zone", ",time without time zone,"},
    Casts{"interval", ",time without time zone,"},
    Casts{"bit", ",bit varying,"}, Casts{"bit varying", ",bit,"},
    Casts{"cidr", ",inet,"}, Casts{"inet", ",cidr,"},
    Casts{"json", ",jsonb,"}, Casts{"jsonb", ",json,"},
    Casts{"macaddr", ",macaddr8,"}, Casts{"macaddr8", ",macaddr,"},
    Casts{"box", ",polygon,"}, Casts{"path", ",polygon,"}, Casts{"point", ",box,"}, Casts{"polygon", ",path,"},
};
// pg_cast where castcontext is 'e', but for the ones from strings.
constexpr std::array kExplicit = {
    Casts{"integer", ",\"char\",bit,boolean,bytea,"}, Casts{"bigint", ",bit,bytea,"}, Casts{"smallint", ",bytea,"},
    Casts{"\"char\"", ",integer,"}, Casts{"boolean", ",integer,"}, Casts{"bit", ",integer,bigint,"},
    Casts{"bytea", ",smallint,integer,bigint,"},
    Casts{"jsonb", ",boolean,smallint,integer,bigint,numeric,real,double precision,"},
    Casts{"box", ",circle,lseg,point,"}, Casts{"circle", ",box,point,polygon,"}, Casts{"lseg", ",point,"},
    Casts{"polygon", ",box,circle,point,"}, Casts{"xid8", ",xid,"},
    Casts{"int4range", ",int4multirange,"}, Casts{"int8range", ",int8multirange,"}, Casts{"numrange", ",nummultirange,"},
    Casts{"daterange", ",datemultirange,"}, Casts{"tsrange", ",tsmultirange,"}, Casts{"tstzrange", ",tstzmultirange,"},
};
constexpr std::array<std::string_view, 6> kStrings = {"text", "character varying", "character", "bpchar", "name", "\"char\""};
constexpr std::array<std::string_view, 6> kNumbers = {"smallint", "integer", "bigint", "numeric", "real", "double precision"};
// clang-format on

template <class List>
bool among(const List& list, std::string_view type) {
  return std::find(list.begin(), list.end(), type) != list.end();
}

template <class List>
bool casts(const List& list, const std::string& from, const std::string& to) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const Casts& row) { return row.from == from; });
  return found != list.end() && found->to.find("," + to + ",") != std::string_view::npos;
}

/// The type of the elements, or the type itself.
std::string element(const std::string& type) { return type.ends_with("[]") ? type.substr(0, type.size() - 2) : type; }

/// As a cast has it: bare `character` and `bit` mean a length of 1 there.
std::string cast_target(std::string type) {
  const std::string base = element(type);
  const std::string brackets = type.substr(base.size());
  if (base == "character") return "bpchar" + brackets;
  if (base == "bit") return "bit varying" + brackets;
  return type;
}

}  // namespace

std::string without_length(const std::string& type) {
  std::string result;
  bool in_quotes = false;
  int depth = 0;
  for (const char c : type) {
    if (c == '"') in_quotes = !in_quotes;
    if (c == '(' && !in_quotes) ++depth;
    if (depth == 0) result += c;
    if (c == ')' && !in_quotes) --depth;
  }
  return result;
}

bool is_user_type(const std::string& type) {
  bool in_quotes = false;
  for (const char c : type) {
    if (c == '"') in_quotes = !in_quotes;
    if (c == '.' && !in_quotes) return true;
  }
  return false;
}

std::optional<std::string> conversion(const Identifier& column, const std::string& from, const std::string& to) {
  const std::string old_type = without_length(from);
  const std::string new_type = without_length(to);
  if (old_type == new_type) return std::nullopt;
  const std::string old_element = element(old_type);
  const std::string new_element = element(new_type);
  const bool to_string = among(kStrings, new_type) && new_type != "\"char\"";
  const bool arrays_alike = old_type.ends_with("[]") == new_type.ends_with("[]");
  if (to_string) return std::nullopt;
  const bool strings = among(kStrings, old_element) && among(kStrings, new_element);
  if (arrays_alike && (strings || casts(kAssigned, old_element, new_element))) return std::nullopt;

  const std::string value = quoted(column);
  const std::string cast = "::" + cast_target(new_type);
  if (among(kStrings, old_element) || (arrays_alike && casts(kExplicit, old_element, new_element))) return value + cast;
  const std::string integer = old_type.ends_with("[]") ? "::integer[]" : "::integer";
  if (arrays_alike && old_element == "boolean" && among(kNumbers, new_element)) return value + integer + cast;
  if (arrays_alike && among(kNumbers, old_element) && new_element == "boolean") return value + integer + cast;
  return value + (old_type.ends_with("[]") && arrays_alike ? "::text[]" : "::text") + cast;
}

}  // namespace retort::postgresql
