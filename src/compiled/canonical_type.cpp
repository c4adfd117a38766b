#include "compiled/canonical_type.hpp"

#include <array>
#include <string_view>

#include "base/ascii.hpp"

namespace retort::compiled {

namespace {

struct Spelling {
  std::string_view written;
  std::string_view canonical;
};
// https://www.postgresql.org/docs/current/datatype.html, table 8.1
constexpr std::array kAliases = {Spelling{"varchar", "character varying"},
                                 Spelling{"char", "character"},
                                 Spelling{"decimal", "numeric"},
                                 Spelling{"int", "integer"},
                                 Spelling{"int2", "smallint"},
                                 Spelling{"int4", "integer"},
                                 Spelling{"int8", "bigint"},
                                 Spelling{"bool", "boolean"},
                                 Spelling{"float4", "real"},
                                 Spelling{"float8", "double precision"},
                                 Spelling{"varbit", "bit varying"}};

}  // namespace

std::string canonical_type(const std::string& type, const Dialect& dialect) {
  if (dialect.name() != "postgresql" || type.find('"') != std::string::npos) return type;
  const std::size_t array = std::min(type.find('['), type.size());
  const std::size_t size = std::min(type.find('('), array);
  const std::string word = ascii_lower(trim(std::string_view(type).substr(0, size)));
  for (const Spelling& alias : kAliases) {
    if (word == alias.written) return std::string(alias.canonical) + type.substr(size);
  }
  if ((word == "time" || word == "timestamp") && type.find("zone") == std::string::npos)
    return type.substr(0, array) + " without time zone" + type.substr(array);
  return type;
}

}  // namespace retort::compiled
