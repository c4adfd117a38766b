#include "schema/table.hpp"

#include <algorithm>
#include <compare>
#include <type_traits>

#include "schema/fields.hpp"

namespace retort {
namespace {

// Orders any two values of a schema by their fields, first field first; equal exactly where `==` is.
template <class T>
std::strong_ordering order(const T& a, const T& b) {
  if constexpr (std::is_same_v<T, Expression>) {
    return a.canonical <=> b.canonical;
  } else if constexpr (is_optional<T>) {
    if (a.has_value() != b.has_value()) return a.has_value() <=> b.has_value();
    return a.has_value() ? order(*a, *b) : std::strong_ordering::equal;
  } else if constexpr (is_vector<T>) {
    return std::lexicographical_compare_three_way(a.begin(), a.end(), b.begin(), b.end(),
                                                  [](const auto& x, const auto& y) { return order(x, y); });
  } else if constexpr (Structure<T>) {
    std::strong_ordering result = std::strong_ordering::equal;
    for_each_field<T>([&](const char*, auto member) {
      if (result == 0) result = order(a.*member, b.*member);
    });
    return result;
  } else {
    return a <=> b;
  }
}

template <class T>
void sort_multiset(std::vector<T>& values) {
  std::stable_sort(values.begin(), values.end(), [](const T& a, const T& b) { return order(a, b) < 0; });
}

}  // namespace

const Column* Table::find_column(const Identifier& column) const {
  const auto found =
      std::find_if(columns.begin(), columns.end(), [&](const Column& candidate) { return candidate.name == column; });
  return found == columns.end() ? nullptr : &*found;
}

Column* Table::find_column(const Identifier& column) {
  return const_cast<Column*>(std::as_const(*this).find_column(column));
}

void normalize(Table& table) {
  sort_multiset(table.uniques);
  sort_multiset(table.foreign_keys);
  sort_multiset(table.checks);
  sort_multiset(table.exclusions);
}

}  // namespace retort
