// Enum types. Where the engine has none, each column has a CHECK that lists its labels: those that a change concerns
// have to be named, and are changed one by one.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/ascii.hpp"
#include "compiled/described.hpp"
#include "compiled/labels_check.hpp"
#include "compiled/recording.hpp"
#include "operation/describe.hpp"
#include "retort/operations.hpp"
#include "sql/quote.hpp"

namespace retort {

using compiled::object_name;
using compiled::Resolution;

namespace {

using Labels = std::vector<std::string>;

ObjectKey key_of(const QualifiedName& type, const Lexicon& lexicon) {
  return {ObjectKind::enum_type, object_name(type, lexicon)};
}

/// Before or behind another label, or at the end. Throws ProjectError where that one is not there.
Labels with_label(Labels labels, const std::string& label, const AddEnumValueOptions& options,
                  const std::string& subject) {
  if (std::find(labels.begin(), labels.end(), label) != labels.end())
    throw ProjectError(fmt::format("{} has label '{}' already", subject, label));
  const std::string& other = options.before.empty() ? options.after : options.before;
  if (other.empty()) {
    labels.push_back(label);
    return labels;
  }
  auto place = std::find(labels.begin(), labels.end(), other);
  if (place == labels.end())
    throw ProjectError(fmt::format("{} has no label '{}'", subject, other), std::nullopt,
                       "it has " + join(labels, ", "));
  if (options.before.empty()) ++place;
  labels.insert(place, label);
  return labels;
}

Labels without_label(Labels labels, const std::string& label, const std::string& subject) {
  if (std::erase(labels, label) == 0)
    throw ProjectError(fmt::format("{} has no label '{}'", subject, label), std::nullopt,
                       "it has " + join(labels, ", "));
  return labels;
}

/// Gives the CHECK of an enum's column the labels that `change` makes of those that it has.
compiled::Change change_labels(const EnumColumn& column, const std::string& words, const Lexicon& lexicon,
                               const std::function<Labels(Labels, const std::string& subject)>& change) {
  const ObjectName table = object_name(column.table, lexicon);
  const Identifier name = lexicon.identifier(column.column);
  const std::string subject = fmt::format("column '{}.{}'", table.to_string(), column.column);
  const std::string said = fmt::format("{} in {}", words, subject);
  return {said, said, [=](Resolution& to) {
            to.column(table, name);
            for (const Check& check : to.table(table).checks) {
              const std::optional<Labels> labels = compiled::labels_of(check, name, to.lexicon());
              if (!labels) continue;
              const Check after = compiled::with_labels(check, name, change(*labels, subject), to.lexicon());
              to.add(DropConstraint{table, check});
              to.add(AddConstraint{table, after});
              return;
            }
            throw ProjectError(fmt::format("{} has no CHECK that lists its labels", subject));
          }};
}

void refuse_without_columns(const std::vector<EnumColumn>& columns, const QualifiedName& type, std::string_view verb,
                            DialectName dialect) {
  if (!columns.empty()) return;
  throw ProjectError(fmt::format("{} {}: on {} an enum is text with a CHECK, and which columns have it is not said",
                                 verb, type.name, to_string(dialect)),
                     std::nullopt, "name them: {.columns = {{\"users\", \"status\"}}}");
}

}  // namespace

void Operations::create_enum(const EnumType& type) {
  if (dialect() == DialectName::sqlite || !type.native) return;
  Definition definition;
  definition.key = key_of(type, recording_.lexicon());
  for (const EnumLabel& label : type.labels) definition.values.emplace_back(label.label);
  recording_.add({"create_enum " + definition.key.to_string(), to_json(CreateDefinition{definition}).dump(),
                  [definition](Resolution& to) {
                    if (to.now().definitions.contains(definition.key))
                      throw ProjectError(fmt::format("enum type '{}' is there already", definition.key.to_string()));
                    to.add(CreateDefinition{definition});
                  }});
}

void Operations::drop_enum(const QualifiedName& type) {
  if (dialect() == DialectName::sqlite) return;
  const ObjectKey key = key_of(type, recording_.lexicon());
  const std::string words = "drop_enum " + key.to_string();
  recording_.add({words, words, [key](Resolution& to) { to.add(DropDefinition{to.definition(key)}); }});
}

void Operations::rename_enum(const QualifiedName& type, const std::string& new_name) {
  if (dialect() == DialectName::sqlite) return;
  const ObjectKey from = key_of(type, recording_.lexicon());
  const ObjectKey after{ObjectKind::enum_type, {from.name.schema, recording_.lexicon().identifier(new_name)}};
  const std::string words = fmt::format("rename_enum {} to {}", from.to_string(), new_name);
  recording_.add({words, words, [from, after](Resolution& to) {
                    to.definition(from);
                    to.add(RenameObject{from, after});
                  }});
}

void Operations::add_enum_value(const QualifiedName& type, const std::string& label,
                                const AddEnumValueOptions& options) {
  const std::string words =
      fmt::format("add_enum_value '{}'{}{} to {}", label, options.before.empty() ? "" : " before " + options.before,
                  options.after.empty() ? "" : " after " + options.after, type.name);
  if (dialect() == DialectName::sqlite) {
    refuse_without_columns(options.columns, type, "add_enum_value", dialect());
    for (const EnumColumn& column : options.columns) {
      recording_.add(change_labels(column, words, recording_.lexicon(), [=](Labels labels, const std::string& subject) {
        return with_label(std::move(labels), label, options, subject);
      }));
    }
    return;
  }
  const ObjectKey key = key_of(type, recording_.lexicon());
  recording_.add({words, words, [=](Resolution& to) {
                    const Definition from = to.definition(key);
                    Definition after = from;
                    after.values =
                        with_label(from.values, label, options, fmt::format("enum type '{}'", key.to_string()));
                    to.add(AlterDefinition{from, after});
                  }});
}

void Operations::drop_enum_value(const QualifiedName& type, const std::string& label,
                                 const std::vector<EnumColumn>& columns) {
  const std::string words = fmt::format("drop_enum_value '{}' of {}", label, type.name);
  if (dialect() == DialectName::sqlite) {
    refuse_without_columns(columns, type, "drop_enum_value", dialect());
    for (const EnumColumn& column : columns) {
      recording_.add(change_labels(column, words, recording_.lexicon(), [=](Labels labels, const std::string& subject) {
        return without_label(std::move(labels), label, subject);
      }));
    }
    return;
  }
  const ObjectKey key = key_of(type, recording_.lexicon());
  recording_.add({words, words, [=](Resolution& to) {
                    const Definition from = to.definition(key);
                    Definition after = from;
                    after.values = without_label(from.values, label, fmt::format("enum type '{}'", key.to_string()));
                    to.add(AlterDefinition{from, after});
                  }});
}

void Operations::rename_enum_value(const QualifiedName& type, const std::string& from, const std::string& to,
                                   const std::vector<EnumColumn>& columns) {
  const Lexicon& lexicon = recording_.lexicon();
  const std::string words = fmt::format("rename_enum_value '{}' to '{}' of {}", from, to, type.name);
  if (dialect() != DialectName::sqlite) {
    const ObjectKey key = key_of(type, lexicon);
    const ObjectKey before{ObjectKind::enum_label, key.name, Identifier(from)};
    const ObjectKey after{ObjectKind::enum_label, key.name, Identifier(to)};
    recording_.add({words, words, [=](Resolution& resolution) {
                      const Definition& found = resolution.definition(key);
                      if (std::find(found.values.begin(), found.values.end(), from) == found.values.end())
                        throw ProjectError(fmt::format("enum type '{}' has no label '{}'", key.to_string(), from),
                                           std::nullopt, "it has " + join(found.values, ", "));
                      resolution.add(RenameObject{before, after});
                    }});
    return;
  }
  refuse_without_columns(columns, type, "rename_enum_value", dialect());
  // Both are allowed while the rows change.
  for (const EnumColumn& column : columns) {
    recording_.add(change_labels(column, words + ": add", lexicon, [=](Labels labels, const std::string& subject) {
      return with_label(std::move(labels), to, {.after = from}, subject);
    }));
  }
  for (const EnumColumn& column : columns) {
    const std::string name = quote(lexicon, lexicon.identifier(column.column));
    recording_.add_sql(fmt::format("UPDATE {} SET {} = {} WHERE {} = {}",
                                   quote(lexicon, object_name(column.table, lexicon)), name, quote_literal(to), name,
                                   quote_literal(from)));
  }
  for (const EnumColumn& column : columns) {
    recording_.add(change_labels(
        column, words + ": take away", lexicon,
        [=](Labels labels, const std::string& subject) { return without_label(std::move(labels), from, subject); }));
  }
}

}  // namespace retort
