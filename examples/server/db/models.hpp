// What the database of the notes server holds.
#pragma once

#include <retort/model.hpp>

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

struct Author {
  std::int64_t id;
  std::string name;
};

struct Note {
  std::int64_t id;
  std::int64_t author_id;
  std::string body;
  std::vector<std::string> tags;
  std::chrono::system_clock::time_point created_at;
};

// clang-format off
template <>
inline constexpr auto retort::model<Author> = table<Author>("authors",
    column<&Author::id>(primary_key, identity),
    column<&Author::name>(unique));

template <>
inline constexpr auto retort::model<Note> = table<Note>("notes",
    column<&Note::id>(primary_key, identity),
    column<&Note::author_id>(references<Author, &Author::id>({.on_delete = "CASCADE"}), indexed),
    column<&Note::body>(check("length(body) > 0", "notes_body_said")),
    column<&Note::tags>(server_default("'{}'")),
    column<&Note::created_at>(server_default(sql::now())));
// clang-format on

inline void models(retort::Metadata& metadata) {
  metadata.add<Author>();
  metadata.add<Note>();
}
