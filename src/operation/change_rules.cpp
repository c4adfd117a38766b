#include "operation/change_rules.hpp"

namespace retort {

bool ChangeRules::alters(const Definition&, const Definition&) const { return false; }
bool ChangeRules::alters(const Index&, const Index&, bool) const { return false; }
bool ChangeRules::alters(const Constraint&, const Constraint&, bool) const { return false; }
bool ChangeRules::alters(const Column&, const Column&) const { return true; }
bool ChangeRules::disturbs(const Operation&, const ObjectKey&) const { return false; }

}  // namespace retort
