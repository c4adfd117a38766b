// What the public classes of models keep behind their pointers.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "retort/metadata.hpp"

namespace retort::detail {

/// Keeps texts at their place for as long as it lives: descriptions point to them.
class Texts {
 public:
  /// Null stays null.
  Chars keep(const char* text) { return text == nullptr ? nullptr : kept(text).c_str(); }
  /// Null for "".
  Chars keep(std::string_view text) { return text.empty() ? nullptr : kept(text).c_str(); }
  std::string_view view(std::string_view text) { return kept(text); }
  SqlText keep(SqlText text) {
    text.text = keep(text.text);
    for (const char*& words : text.per_dialect) words = keep(words);
    return text;
  }
  Type keep(Type type) {
    type.words = keep(type.words);
    return type;
  }

 private:
  const std::string& kept(std::string_view text) { return texts_.emplace_back(text); }
  std::deque<std::string> texts_;
};

/// A model that was built at run time: the same description, its lists in vectors.
struct BuiltTable {
  Texts texts;
  TableSpec table;
  std::vector<ColumnSpec> columns;
  std::vector<ElementSpec> elements;
  // What the elements' lists point into.
  std::deque<std::vector<PartSpec>> parts;
  std::deque<std::vector<MemberRef>> members;

  ModelView view() const { return {nullptr, &table, columns, elements}; }
};

struct AddedModel {
  std::string table;                        // its name: the model's, or what add() was told
  ModelView constant;                       // where it is one
  std::shared_ptr<const BuiltTable> built;  // else

  ModelView view() const { return built != nullptr ? built->view() : constant; }
};

struct MetadataState {
  std::vector<AddedModel> models;  // in the order in which they were added, as all of these
  std::vector<DefinitionText> definitions;
  NamingConvention naming;
  Texts texts;
};

}  // namespace retort::detail
