// The statements that make the engine look at a view or at the triggers of a table.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/identifier.hpp"

namespace retort::sqlite {

enum class TriggerEvent { insert, update, remove };

/// What a CREATE TRIGGER statement says about when it fires. `columns`: UPDATE OF these.
struct TriggerHead {
  TriggerEvent event = TriggerEvent::insert;
  std::vector<Identifier> columns;
};
TriggerHead read_trigger_head(std::string_view sql);

std::string select_from(const Identifier& object);
/// `columns`: all that can be written, so that every UPDATE OF fires.
std::string dml_on(const Identifier& object, TriggerEvent event, const std::vector<Identifier>& columns);
/// "INSERT", "UPDATE", "DELETE".
std::string_view word_of(TriggerEvent event);

}  // namespace retort::sqlite
