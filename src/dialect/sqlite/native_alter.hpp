// What SQLite alters in place, and does so whatever rows there are: https://www.sqlite.org/lang_altertable.html
#pragma once

#include "operation/operation.hpp"

namespace retort::sqlite {

/// ADD COLUMN that no row can make fail: nullable, or NOT NULL with a constant default; not stored, no value for rows
/// that exist. Keys and checks of the column are operations of their own (but see `can_stand_beside`).
bool can_add_in_place(const AddColumn& add);
/// A foreign key that ADD COLUMN can carry: of that column alone, which is NULL in every row.
bool can_stand_beside(const ForeignKey& key, const Column& column);
/// DROP COLUMN that nothing in the schema depends on, and no broken definition makes fail.
bool can_drop_in_place(const DropColumn& drop, const Schema& schema);

}  // namespace retort::sqlite
