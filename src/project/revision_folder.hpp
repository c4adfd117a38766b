// Revision files on disk.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "revision/revision_file.hpp"
#include "sql/lexicon.hpp"

namespace retort {

/// Reads a file and decodes it. Throws ProjectError ("can't be read: …").
SourceText read_source(const std::filesystem::path& path, const std::filesystem::path& shown_relative_to);

/// Every *.sql of the folders, sorted by name. A missing folder is an error that names `retort init`.
std::vector<RevisionFile> read_revisions(const std::vector<std::filesystem::path>& folders,
                                         const std::filesystem::path& shown_relative_to, const Lexicon& lexicon);

/// Writes a file that no reader ever sees half written: temporary name, fsync, rename. Throws ProjectError.
void write_file(const std::filesystem::path& path, std::string_view text);

}  // namespace retort
