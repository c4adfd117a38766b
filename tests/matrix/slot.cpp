#include "slot.hpp"

#include <array>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <type_traits>

#include "schema/fields.hpp"
#include "schema/schema.hpp"

namespace retort::test {
namespace {

/// What the objects behind a list or an option are called. One that is missing here gets its path for a name.
std::string kind_of(const std::string& path) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 13> kKinds{{
      {"table.columns", "column"},
      {"column.generated", "generated column"},
      {"table.primary_key", "primary key"},
      {"primary key.columns", "primary key part"},
      {"table.uniques", "unique"},
      {"unique.columns", "unique part"},
      {"table.foreign_keys", "foreign key"},
      {"table.checks", "check"},
      {"table.exclusions", "exclusion"},
      {"table.partition_of", "partition"},
      {"table.indexes", "index"},
      {"index.parts", "index part"},
      {"schema.tables", "table"},
  }};
  for (const auto& [from, to] : kKinds) {
    if (path == from) return std::string(to);
  }
  return path;
}

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
    // Definitions are what `attributes` says; nothing of what is not read, and no edge, can be compared.
    if constexpr (!std::is_same_v<T, Definition> && !std::is_same_v<T, NotCovered> &&
                  !std::is_same_v<T, DependencyEdge>)
      add<T>(kind);
  }

  std::vector<Slot> slots_;
};

}  // namespace

std::vector<Slot> read_attributes(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error("can't read " + file.string());
  std::vector<Slot> result;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    const std::size_t dot = line.find('.');
    const std::size_t colon = line.rfind(": ");
    if (dot > colon || colon == std::string::npos) throw std::runtime_error(file.string() + ": " + line);
    std::istringstream changes(line.substr(colon + 2));
    result.push_back({line.substr(0, dot),
                      line.substr(dot + 1, colon - dot - 1),
                      {std::istream_iterator<std::string>(changes), {}}});
  }
  return result;
}

std::vector<Slot> slots(const std::vector<Slot>& attributes) {
  Slots slots;
  slots.add<Schema>("schema");
  std::vector<Slot> result = slots.take();
  result.insert(result.end(), attributes.begin(), attributes.end());
  return result;
}

}  // namespace retort::test
