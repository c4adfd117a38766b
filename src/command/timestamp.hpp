// The moment a revision is made, in the time zone of the project.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace retort::command {

struct Timestamp {
  std::int64_t epoch = 0;  // seconds
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
  std::string zone;  // "UTC", "CET"

  /// "2026-11-20 08:30:00 UTC"
  std::string to_string() const;
};

/// `utc` is "2026-11-20T08:30:00Z". `zone` is a name of the tz database, or "local". Throws ProjectError on a zone that
/// this system does not have.
Timestamp timestamp(std::string_view utc, const std::string& zone);

/// The name of a new revision's file, without folder, with ".sql". Throws ProjectError on an unknown placeholder.
std::string file_name(const std::string& file_template, const Timestamp&, const std::string& id,
                      const std::string& slug);

}  // namespace retort::command
