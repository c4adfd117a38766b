#include "project/variables.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "project/revision_folder.hpp"

namespace retort {
namespace {

bool is_variable_name(std::string_view name) {
  return !name.empty() && !(name[0] >= '0' && name[0] <= '9') && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

}  // namespace

Variables::Variables(std::map<std::string, std::string> given, std::map<std::string, std::string> process_environment,
                     std::filesystem::path dot_env_file, std::string dot_env_shown)
    : given_(std::move(given)),
      process_environment_(std::move(process_environment)),
      dot_env_file_(std::move(dot_env_file)),
      dot_env_shown_(std::move(dot_env_shown)) {}

const DotEnv& Variables::dot_env() const {
  if (dot_env_) return *dot_env_;
  std::error_code ignored;
  if (!std::filesystem::exists(dot_env_file_, ignored)) return dot_env_.emplace();
  const SourceText source = read_source(dot_env_file_, dot_env_file_.parent_path());
  return dot_env_.emplace(parse_dot_env(SourceText(dot_env_shown_, source.text())));
}

std::optional<std::string> Variables::find(const std::string& name) const {
  if (const auto found = given_.find(name); found != given_.end()) return found->second;
  if (const auto found = process_environment_.find(name); found != process_environment_.end()) return found->second;
  const auto found = dot_env().find(name);
  if (found == dot_env().end()) return std::nullopt;
  const DotEnvValue& value = found->second;
  if (!value.literal && has_variable(value.text)) {
    throw ProjectError(fmt::format("the value of {} holds ${{…}}, which is not replaced in .env", name),
                       SourceLocation{dot_env_shown_, value.line, 0},
                       "write the value out, or put it in single quotes where it means itself");
  }
  return value.text;
}

std::string Variables::expand(std::string_view text, const SourceLocation& where, const std::string& subject) const {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    if (text.substr(at, 3) == "$${") {
      result += "${";
      at += 3;
      continue;
    }
    if (text.substr(at, 2) != "${") {
      result += text[at++];
      continue;
    }
    const std::size_t end = text.find('}', at);
    const std::string name(text.substr(at + 2, end == std::string_view::npos ? 0 : end - at - 2));
    if (!is_variable_name(name)) {
      throw ProjectError(fmt::format("{}: '${{' needs the name of a variable and a '}}'", subject), where,
                         "write ${NAME}, or $${ for the two characters themselves");
    }
    const std::optional<std::string> value = find(name);
    if (!value) {
      throw ProjectError(fmt::format("{} needs the variable {}, which is not set", subject, name), where,
                         fmt::format("set {0} in the environment or in .env, or pass -x {0}=VALUE", name));
    }
    result += *value;
    at = end + 1;
  }
  return result;
}

bool has_variable(std::string_view text) {
  for (std::size_t at = text.find("${"); at != std::string_view::npos; at = text.find("${", at + 2)) {
    if (at == 0 || text[at - 1] != '$') return true;
  }
  return false;
}

}  // namespace retort
