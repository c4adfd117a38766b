// One model as a table of a schema.
#pragma once

#include <utility>
#include <vector>

#include "model/declared.hpp"
#include "model/model_index.hpp"
#include "model/naming.hpp"

namespace retort {

class DeclaredTable {
 public:
  /// Throws what `declare` throws. All references outlive this.
  DeclaredTable(const IndexedModel& model, const ModelIndex& index, const NamingConvention& naming,
                const Dialect& dialect);

  void add_to(Declared& declared) const;
  /// Columns of native enum types.
  const std::vector<std::pair<Identifier, const EnumType*>>& enums() const { return enums_; }

 private:
  void add_column(const detail::ColumnSpec& spec);
  void add_identity(const detail::ColumnSpec& spec, Column& column, const std::string& subject);
  void add_beside_column(const detail::ColumnSpec& spec);
  void add_labels_check(const detail::ColumnSpec& spec);
  void add_element(const detail::ElementSpec& spec);
  void add_primary_key(const detail::ElementSpec& spec);
  void add_primary_key_of_columns();
  void add_unique(const detail::ElementSpec& spec);
  void add_check(const SqlText& expression, detail::Chars name);
  void add_foreign_key(const detail::ReferenceSpec& reference, const std::vector<const detail::ColumnSpec*>& from);
  void add_index(const detail::ElementSpec& spec);
  void add_options();

  Identifier collation(std::string_view name) const;
  Identifier named(const detail::ColumnSpec& spec) const;
  const detail::ColumnSpec& column_of(const detail::MemberRef& member, std::string_view what) const;
  std::vector<KeyPart> key_parts(std::span<const detail::MemberRef> members, std::string_view what) const;
  std::vector<Identifier> names_of(std::span<const detail::MemberRef> members, std::string_view what) const;
  std::optional<Identifier> name_or(detail::Chars name, const std::string& convention,
                                    const std::vector<KeyPart>& columns) const;
  NamedParts parts(const std::vector<KeyPart>& columns) const;
  std::string subject() const;
  std::string subject(const detail::ColumnSpec& column) const;
  bool exists_here(std::uint8_t not_on) const;

  const IndexedModel& model_;
  const ModelIndex& index_;
  const NamingConvention& naming_;
  const Dialect& dialect_;
  const Lexicon& lexicon_;
  const DialectName engine_;
  Table table_;
  std::vector<DeclaredNote> notes_;
  std::vector<std::pair<Identifier, const EnumType*>> enums_;
};

}  // namespace retort
