#include "dialect/postgresql/range_constructors.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace retort::postgresql {
namespace {

/// Of "CREATE TYPE public.r AS RANGE (subtype = numeric, …)", as the reader puts it together.
std::string subtype_of_range(const Definition& range) {
  static constexpr std::string_view kWord = "(subtype = ";
  const std::string& text = range.sql.text;
  const std::size_t begin = text.find(kWord) + kWord.size();
  return text.substr(begin, std::min(text.find(", ", begin), text.rfind(')')) - begin);
}

}  // namespace

OperationList renamed_constructors(const RenameObject& rename, const Schema& before) {
  const auto found = before.definitions.find(rename.from);
  if (rename.from.kind != ObjectKind::range_type || found == before.definitions.end()) return {};
  const std::string subtype = subtype_of_range(found->second);
  OperationList renames;
  for (const std::string_view last : {"", ", text"}) {
    const Identifier arguments(fmt::format("({0}, {0}{1})", subtype, last));
    renames.emplace_back(RenameObject{{ObjectKind::function, rename.from.name, arguments},
                                      {ObjectKind::function, rename.to.name, arguments}});
  }
  return renames;
}

}  // namespace retort::postgresql
