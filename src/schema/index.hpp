#pragma once

#include <optional>
#include <tuple>
#include <vector>

#include "schema/constraint.hpp"

namespace retort {

/// An index that somebody created; the ones behind keys belong to their constraint.
struct Index {
  Identifier name;
  bool unique = false;
  std::vector<KeyPart> parts;
  std::optional<Expression> where;
  std::string method = {};  // "btree", "gin"; "" where the engine has one only
  std::vector<Identifier> include = {};
  bool nulls_not_distinct = false;
  bool invalid = false;  // half built: a CREATE INDEX CONCURRENTLY that failed. Reported, and made anew
  std::optional<ObjectName> parent = {};  // the partitioned table's index that this partition's is a part of
  Options options = {};  // "parameter:fillfactor", "tablespace", "comment", "statistics:2", "clustered"

  static constexpr auto fields() {
    return std::tuple{std::pair{"name", &Index::name},
                      std::pair{"unique", &Index::unique},
                      std::pair{"parts", &Index::parts},
                      std::pair{"where", &Index::where},
                      std::pair{"method", &Index::method},
                      std::pair{"include", &Index::include},
                      std::pair{"nulls_not_distinct", &Index::nulls_not_distinct},
                      std::pair{"invalid", &Index::invalid},
                      std::pair{"parent", &Index::parent},
                      std::pair{"options", &Index::options}};
  }
  friend bool operator==(const Index&, const Index&) = default;
};

}  // namespace retort
