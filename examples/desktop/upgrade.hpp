#pragma once

#include <filesystem>

/// Brings a user's file to the schema of this program; makes it where there is none. Before anything in it changes, a
/// copy of it as it was is kept beside it: tasks.db.before-3f2a9c1b7d04, by the first revision that it gets. Says on
/// stderr what it does. Throws retort::Error; the file is then as it was, or between two revisions, and the next start
/// goes on.
void upgrade(const std::filesystem::path& file);
