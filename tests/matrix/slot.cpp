#include "slot.hpp"

#include <array>
#include <type_traits>

#include "schema/fields.hpp"
#include "schema/schema.hpp"

namespace retort::test {
namespace {

/// What the objects behind a list or an option are called. One that is missing here gets its path for a name.
std::string kind_of(const std::string& path) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 11> kKinds{{
      {"table.columns", "column"},
      {"column.generated", "generated column"},
      {"table.primary_key", "primary key"},
      {"primary key.columns", "primary key part"},
      {"table.uniques", "unique"},
      {"unique.columns", "unique part"},
      {"table.foreign_keys", "foreign key"},
      {"table.checks", "check"},
      {"table.indexes", "index"},
      {"index.parts", "index part"},
      {"schema.tables", "table"},
  }};
  for (const auto& [from, to] : kKinds) {
    if (path == from) return std::string(to);
  }
  return path;
}

/// https://www.sqlite.org/lang_createtable.html, table-options.
constexpr std::array<std::string_view, 2> kTableOptions = {"STRICT", "WITHOUT ROWID"};

template <class T>
inline constexpr bool is_choice = std::is_same_v<T, ConflictClause> || std::is_same_v<T, ReferentialAction>;

class Slots {
 public:
  template <class T>
  void add(const std::string& kind) {
    for_each_field<T>([&](const char* name, auto member) {
      add_field<std::remove_cvref_t<decltype(std::declval<T&>().*member)>>(kind, name);
    });
  }

  void add_definitions() {
    for (int i = 0; !to_string(static_cast<ObjectKind>(i)).empty(); ++i) {
      add<Definition>(std::string(to_string(static_cast<ObjectKind>(i))));
    }
  }

  std::vector<Slot> take() { return std::move(slots_); }

 private:
  template <class Field>
  void add_field(const std::string& kind, const std::string& name) {
    const std::string child = kind_of(kind + "." + name);
    if constexpr (std::is_same_v<Field, bool>) {
      slots_.push_back({kind, name, {"added", "removed"}});
    } else if constexpr (is_choice<Field>) {
      for (int i = 1; !to_string(static_cast<Field>(i)).empty(); ++i) {
        slots_.push_back({kind, name + "=" + std::string(to_string(static_cast<Field>(i))), {"added", "removed"}});
      }
      slots_.push_back({kind, name, {"changed"}});
    } else if constexpr (is_optional<Field> || is_list<Field> || std::is_same_v<Field, std::string>) {
      slots_.push_back({kind, name, {"added", "changed", "removed"}});
      add_inner<Field>(child);
    } else if constexpr (Structure<Field>) {
      slots_.push_back({kind, name, {"added", "removed"}});
      add<Field>(child);
    } else {
      slots_.push_back({kind, name, {"changed"}});
    }
    if (kind == "table" && name == "options") {
      for (const std::string_view option : kTableOptions) {
        slots_.push_back({kind, name + "." + std::string(option), {"added", "removed"}});
      }
    }
  }

  template <class List>
  void add_inner(const std::string& kind) {
    if constexpr (is_map<List>) {
      if constexpr (Structure<typename List::mapped_type>) inner<typename List::mapped_type>(kind);
    } else if constexpr (is_optional<List> || is_vector<List>) {
      if constexpr (Structure<typename List::value_type>) inner<typename List::value_type>(kind);
    }
  }

  template <class T>
  void inner(const std::string& kind) {
    if constexpr (std::is_same_v<T, Definition>) {
      add_definitions();
    } else if constexpr (!std::is_same_v<T, NotCovered>) {  // nothing of what is not read can be compared
      add<T>(kind);
    }
  }

  std::vector<Slot> slots_;
};

}  // namespace

std::vector<Slot> slots() {
  Slots slots;
  slots.add<Schema>("schema");
  return slots.take();
}

}  // namespace retort::test
