// The models by table and by C++ type, with their names as an engine has them.
#pragma once

#include <map>
#include <vector>

#include "base/identifier.hpp"
#include "model/storage.hpp"
#include "model/type_text.hpp"

namespace retort {

struct IndexedModel {
  detail::ModelView view;
  ObjectName name;

  /// Null where no column is of this member.
  const detail::ColumnSpec* find(const detail::MemberRef& member) const;
};

/// "email": what the column of a member is called.
std::string_view column_name(const detail::ColumnSpec& column);

class ModelIndex {
 public:
  /// Throws ModelError where a table is there twice.
  ModelIndex(const detail::MetadataState& state, const Dialect& dialect);

  const std::vector<IndexedModel>& models() const { return models_; }
  /// The model that a reference goes to; null where it names a table that is no model. Throws ModelError where the
  /// target's model was not added, or has several tables and none is named.
  const IndexedModel* target(const detail::ReferenceSpec& reference, const IndexedModel& from,
                             const std::string& subject) const;
  /// What a reference's table is called where it is no model.
  ObjectName table_name(const detail::ReferenceSpec& reference) const;

 private:
  const Dialect& dialect_;
  std::vector<IndexedModel> models_;
  std::map<ObjectName, std::size_t> by_name_;
};

}  // namespace retort
