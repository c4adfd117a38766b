// Revision files, and the other texts of a project, on disk.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "revision/revision_file.hpp"
#include "sql/lexicon.hpp"

namespace retort {

/// How a path is printed: relative to `folder` where it lies below it, else absolute.
std::string shown_path(const std::filesystem::path& path, const std::filesystem::path& folder);

/// A file as it is. Throws ProjectError ("can't be read: …").
std::string read_bytes(const std::filesystem::path& path, const std::filesystem::path& shown_relative_to);

/// Reads a file and decodes it. Throws ProjectError.
SourceText read_source(const std::filesystem::path& path, const std::filesystem::path& shown_relative_to);

/// Every *.sql of the folders, sorted by name; hidden files and folders inside don't count. A missing folder is an
/// error that names `retort init`.
std::vector<RevisionFile> read_revisions(const std::vector<std::filesystem::path>& folders,
                                         const std::filesystem::path& shown_relative_to, const Lexicon& lexicon);

/// Removes a file, for good before it returns. One that is not there is removed already. Throws ProjectError.
void remove_file(const std::filesystem::path& path);

/// Writes a file that no reader ever sees half written, and that a crash leaves old or new: temporary name, fsync,
/// rename. Makes its folder where there is none; keeps the permissions of a file that it replaces, and writes through a
/// symbolic link. Throws ProjectError.
void write_file(const std::filesystem::path& path, std::string_view text);

}  // namespace retort
