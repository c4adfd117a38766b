#include "revision/replaced_file.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/hash.hpp"

namespace retort {

namespace {

constexpr std::size_t kDigits = 12;

}  // namespace

std::string text_mark(std::string_view text) { return content_hash(text).substr(0, kDigits); }

std::string upgrade_mark(const std::vector<std::string>& step_hashes) { return text_mark(join(step_hashes, "\n")); }

bool is_mark(std::string_view text) {
  return text.size() == kDigits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace retort
