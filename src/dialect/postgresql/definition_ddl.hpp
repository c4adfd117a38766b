// The CREATE statement of a definition, and what it leaves for ALTER.
#pragma once

#include <optional>
#include <string>

#include "operation/capabilities.hpp"
#include "schema/definition.hpp"

namespace retort::postgresql {

/// `sql` makes the object (none for "public" and for default privileges); `rest` are the options it does not bring
/// along, of those that render_definition_options takes.
struct CreateText {
  std::optional<std::string> sql;
  Options rest;
};

/// A view's parameters, a server's options and the like stand inside the statement. Throws ProjectError where the
/// version lacks something.
CreateText create_text(const Definition&, const ServerVersion&);
/// CREATE OR REPLACE of a view, function or procedure.
std::string replace_text(const Definition&);

/// "CONSTRAINT c CHECK (VALUE > 0)" of a domain's option "check:c".
std::string domain_check(std::string_view name, std::string_view value);
/// "INCREMENT BY 2", with the words that set a sequence's option; `value` empty: back to the default, of what runs up.
std::string sequence_setting(std::string_view word, std::string_view value);
/// Of a sequence's options, the words that sequence_setting takes.
bool is_sequence_setting(std::string_view word);

}  // namespace retort::postgresql
