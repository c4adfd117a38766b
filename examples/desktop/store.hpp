#pragma once

#include <filesystem>
#include <string>
#include <vector>

/// A consistent copy, also while other programs have the file open. Throws std::runtime_error.
void copy_database(const std::filesystem::path& from, const std::filesystem::path& to);

/// Throws std::runtime_error.
void add_task(const std::filesystem::path& file, const std::string& title, int priority);
/// The open ones, the most urgent first: "2  !1  write the report".
std::vector<std::string> open_tasks(const std::filesystem::path& file);
