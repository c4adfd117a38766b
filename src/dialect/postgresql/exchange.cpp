// An enum that loses a label or gets another order, and a domain of another type, are exchanged:
//
//   1. where a label goes, the rows that have it get another value first: only a person can say which (a todo);
//   2. the old type is renamed aside, the new one made;
//   3. every column of the type goes over to the new one, by its text (type_change.hpp); arrays too; a column that is
//      inherited goes with its parent's; domains on it and attributes of composite types go over as well;
//   4. the old type is dropped.
#include "dialect/postgresql/exchange.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.hpp"
#include "dialect/postgresql/sql_text.hpp"
#include "sql/quote.hpp"

namespace retort::postgresql {
namespace {

constexpr std::string_view kAside = "_retort_old_";
constexpr std::size_t kLongestName = 63;

ObjectName aside(const ObjectName& name) {
  std::string text = std::string(kAside) + name.name.text();
  std::size_t size = std::min(text.size(), kLongestName);
  while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) --size;
  return {name.schema, Identifier(text.substr(0, size))};
}

/// `type` where it is the one with this name or an array of it, said of another name; none else.
std::optional<std::string> retyped(const std::string& type, const ObjectName& from, const ObjectName& to) {
  const std::string name = quoted(from);
  if (!type.starts_with(name)) return std::nullopt;
  const std::string rest = type.substr(name.size());
  const bool same = rest.empty() || rest.starts_with("[]") || rest.starts_with(" COLLATE ");
  return same ? std::optional(quoted(to) + rest) : std::nullopt;
}

class Exchange {
 public:
  explicit Exchange(const TablesNow& tables) : tables_(tables) {}

  void run(const Definition& from, const Definition& to) {
    replace_values(from, to);
    const ObjectName name = from.key.name;
    const ObjectName old_name = aside(name);
    ObjectKey old_key = from.key;
    old_key.name = old_name;
    operations_.push_back(RenameObject{from.key, old_key});
    operations_.push_back(CreateDefinition{to});
    for_each_column(name, [&](const ObjectName& table, const Column& column) {
      AlterColumn alter{table, column, column, std::nullopt};
      alter.from.type = *retyped(column.type, name, old_name);
      operations_.push_back(std::move(alter));
    });
    for (const auto& [key, definition] : tables_.before().definitions) {
      if (tables_.is_dropped(key)) continue;
      if (key.kind == ObjectKind::domain) exchange_domain(definition, name, old_name);
      if (key.kind == ObjectKind::composite_type) exchange_attributes(definition, name, old_name);
    }
    Definition old_type = from;
    old_type.key = old_key;
    operations_.push_back(DropDefinition{std::move(old_type)});
  }

  OperationList take() { return std::move(operations_); }

 private:
  template <class Found>
  void for_each_column(const ObjectName& type, const Found& found) const {
    for (const ObjectName& name : tables_.names()) {
      const Table& table = *tables_.find(name);
      for (const Column& column : table.columns) {
        if (!column.inherited && retyped(column.type, type, type)) found(name, column);
      }
    }
  }

  void replace_values(const Definition& from, const Definition& to) {
    std::vector<std::string> gone;
    for (const std::string& label : from.values) {
      if (std::find(to.values.begin(), to.values.end(), label) == to.values.end()) gone.push_back(quote_literal(label));
    }
    if (!gone.empty()) replace_values(from.key.name, from.key.name, gone, false);
  }

  /// In columns of `type`, and of the domains on it. `of_arrays`: it is a domain whose values are arrays.
  void replace_values(const ObjectName& type, const ObjectName& enumeration, const std::vector<std::string>& gone,
                      bool of_arrays) {
    for_each_column(type, [&](const ObjectName& table, const Column& column) {
      const std::string name = quoted(column.name);
      const bool array = of_arrays || column.type.ends_with("[]");
      std::string value = "NULL";
      if (array) {
        value = name;
        for (const std::string& label : gone) value = fmt::format("array_replace({}, {}, NULL)", value, label);
      }
      const std::string as_enum = type == enumeration ? name : name + "::" + quoted(enumeration);  // of a domain
      const std::string condition = array ? fmt::format("{} && ARRAY[{}]::{}", name, join(gone, ", "), column.type)
                                          : fmt::format("{} IN ({})", as_enum, join(gone, ", "));
      Execute update{fmt::format("UPDATE {} SET {} = {} WHERE {}", quoted(table), name, value, condition), true};
      const bool one = gone.size() == 1;
      update.todo = fmt::format("what {} {} in column '{}.{}', in place of NULL: enum '{}' loses {}", join(gone, ", "),
                                one ? "becomes" : "become", table.to_string(), column.name.text(),
                                enumeration.to_string(), one ? "it" : "them");
      operations_.push_back(std::move(update));
    });
    for (const auto& [key, domain] : tables_.before().definitions) {
      if (key.kind == ObjectKind::domain && retyped(domain.sql.canonical, type, type))
        replace_values(key.name, enumeration, gone, of_arrays || domain.sql.canonical.ends_with("[]"));
    }
  }

  void exchange_domain(const Definition& domain, const ObjectName& name, const ObjectName& old_name) {
    const std::optional<std::string> old_base = retyped(domain.sql.canonical, name, old_name);
    if (!old_base) return;
    Definition from = domain;
    from.sql = {*old_base, *old_base};
    run(from, domain);
  }

  void exchange_attributes(const Definition& type, const ObjectName& name, const ObjectName& old_name) {
    Definition from = type;
    bool uses = false;
    for (auto& [key, value] : from.options) {
      if (!key.starts_with("attribute:")) continue;
      if (const auto old_type = retyped(value, name, old_name)) {
        value = *old_type;
        uses = true;
      }
    }
    if (uses) operations_.push_back(AlterDefinition{std::move(from), type});
  }

  const TablesNow& tables_;
  OperationList operations_;
};

}  // namespace

OperationList exchange(const Definition& from, const Definition& to, const TablesNow& tables) {
  Exchange exchange(tables);
  exchange.run(from, to);
  return exchange.take();
}

}  // namespace retort::postgresql
