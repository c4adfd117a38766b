// The small pieces that every statement is made of.
#pragma once

#include <string>
#include <vector>

#include "operation/capabilities.hpp"
#include "operation/statement.hpp"
#include "schema/schema.hpp"

namespace retort::postgresql {

using Statements = std::vector<Statement>;

std::string quoted(const Identifier& name);
std::string quoted(const ObjectName& name);
/// As it stands after TO, FROM and FOR: "PUBLIC" is everybody, and no name.
std::string quoted_role(std::string_view role);
/// "(a, b)"
std::string name_list(const std::vector<Identifier>& names);
/// "(fillfactor = 70, check_option = 'local')"
std::string parameter_list(const Options& parameters);
/// "(fillfactor, check_option)"
std::string parameter_names(const Options& parameters);

/// A statement of a transaction, with nothing about it.
Statement plain(std::string text);

/// The options of one word, by part: of "parameter:fillfactor" the part is "fillfactor".
Options options_of(const Options& options, std::string_view word);
bool has_option(const Options& options, std::string_view key);

}  // namespace retort::postgresql
