// The header of a revision file: its leading comment block.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/source_text.hpp"
#include "revision/revision_file.hpp"

namespace retort {

/// Fills in the header's members of `file`, and gives the offset of the first byte after the header. Throws
/// ProjectError.
std::size_t read_header(const SourceText& source, RevisionFile& file);

/// What a line of the author's (without "-- ") would be taken for, were it written into a header: "Revises", or
/// "a directive"; empty where it stays what it is. The first line is the message, where only exact fields count.
std::string mistaken_for(std::string_view line, bool first);

}  // namespace retort
