#include "schema/changes.hpp"

#include <algorithm>
#include <type_traits>

#include "base/ascii.hpp"
#include "schema/fields.hpp"

namespace retort {
namespace {

std::string words(bool value) { return value ? "yes" : "no"; }
std::string words(const std::string& value) { return value.empty() ? "none" : value; }
std::string words(const Identifier& name) { return name.text(); }
std::string words(const Expression& expression) { return std::string(trim(expression.text)); }
std::string words(ConflictClause clause) { return std::string(to_string(clause)); }
std::string words(const Generated& generated) {
  return words(generated.expression) + (generated.stored ? " STORED" : " VIRTUAL");
}

std::string words(const KeyPart& part) {
  std::string result = part.column ? words(*part.column) : part.expression ? words(*part.expression) : "";
  if (part.collation) result += " COLLATE " + words(*part.collation);
  if (!part.operator_class.empty()) result += " " + part.operator_class;
  if (part.descending) result += " DESC";
  if (part.nulls_reversed) result += part.descending ? " NULLS LAST" : " NULLS FIRST";
  return result;
}

std::string words(const ObjectName& name) { return name.to_string(); }
std::string words(const std::vector<Identifier>& names) {
  std::vector<std::string> texts;
  for (const Identifier& name : names) texts.push_back(name.text());
  return "(" + join(texts, ", ") + ")";
}
std::string words(const Options& options) {
  std::vector<std::string> texts;
  for (const auto& [name, value] : options) texts.push_back(value.empty() ? name : name + " " + value);
  return texts.empty() ? "none" : join(texts, ", ");
}

std::string words(const std::vector<KeyPart>& parts) {
  std::vector<std::string> texts;
  std::transform(parts.begin(), parts.end(), std::back_inserter(texts),
                 [](const KeyPart& part) { return words(part); });
  return "(" + join(texts, ", ") + ")";
}

template <class T>
std::string words(const std::optional<T>& value) {
  return value ? words(*value) : "none";
}

template <Structure T>
std::vector<FieldChange> changed_fields(const T& from, const T& to) {
  std::vector<FieldChange> result;
  for_each_field<T>([&](std::string name, auto member) {
    if (from.*member == to.*member) return;
    std::replace(name.begin(), name.end(), '_', ' ');
    result.push_back({std::move(name), words(from.*member), words(to.*member)});
  });
  return result;
}

}  // namespace

std::vector<FieldChange> changes(const Column& from, const Column& to) { return changed_fields(from, to); }

std::vector<FieldChange> changes(const Index& from, const Index& to) { return changed_fields(from, to); }

}  // namespace retort
