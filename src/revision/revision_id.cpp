#include "revision/revision_id.hpp"

#include <array>

#include "base/ascii.hpp"

namespace retort {
namespace {

/// The version table's column is VARCHAR(32), in Alembic's shape.
constexpr std::size_t kLongest = 32;
/// Targets that a command line already gives a meaning.
constexpr std::array<std::string_view, 5> kReserved = {"base", "current", "head", "heads", "none"};

}  // namespace

std::string id_problem(std::string_view text) {
  if (text.empty()) return "is empty";
  if (text.size() > kLongest) return "is longer than 32 bytes, which is what the version table holds";
  if (text.front() == '-') return "begins with '-'";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= ' ' || byte == 0x7f) return "holds a blank or a control character";
    if (std::string_view(",@:+/\\'\"").find(c) != std::string_view::npos) return std::string("holds '") + c + "'";
  }
  for (const std::string_view word : kReserved) {
    if (ascii_iequals(text, word)) return "is a word that targets use";
  }
  return {};
}

}  // namespace retort
