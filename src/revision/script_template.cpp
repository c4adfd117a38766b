#include "revision/script_template.hpp"

#include <fmt/format.h>

#include <set>
#include <vector>

#include "base/ascii.hpp"
#include "revision/draft.hpp"

namespace retort {
namespace {

using Values = std::map<std::string, TemplateValue, std::less<>>;

std::string names_of(const Values& values) {
  std::vector<std::string> names;
  for (const auto& [name, value] : values) names.push_back("${" + name + "}");
  return join(names, ", ");
}

class Expansion {
 public:
  Expansion(const SourceText& source, const Values& values) : source_(source), values_(values) {}

  std::string expand() {
    const std::string_view text = source_.text();
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      expand_line(text.substr(begin, end - begin), begin);
      begin = end + 1;
    }
    for (const auto& [name, value] : values_) {
      if (!value.required || used_.contains(name)) continue;
      throw ProjectError(fmt::format("the template has no ${{{}}}", name), source_.locate(text.size()),
                         fmt::format("add it; a template's placeholders are {}", names_of(values_)));
    }
    return std::move(result_);
  }

 private:
  void expand_line(std::string_view line, std::size_t offset) {
    std::string expanded;
    std::size_t at = 0;
    for (std::size_t open = line.find("${"); open != std::string_view::npos; open = line.find("${", at)) {
      expanded += line.substr(at, open - at);
      const std::size_t close = line.find('}', open);
      if (close == std::string_view::npos) throw error(offset + open, "a placeholder without its \"}\"");
      const std::string_view name = line.substr(open + 2, close - open - 2);
      const TemplateValue& value = find(name, offset + open);
      at = close + 1;
      if (value.block && (open != 0 || !trim(line.substr(at)).empty())) {
        throw error(offset + open, fmt::format("${{{}}} must stand alone on its line, at column 1", name));
      }
      if (value.block && value.text.empty()) return;
      expanded += value.text;
    }
    expanded += line.substr(at);
    expanded.erase(expanded.find_last_not_of(" \t\n") + 1);
    result_ += expanded;
    result_ += '\n';
  }

  const TemplateValue& find(std::string_view name, std::size_t offset) {
    const auto found = values_.find(name);
    if (found == values_.end()) throw error(offset, fmt::format("unknown placeholder ${{{}}}", name));
    used_.insert(found->first);
    return found->second;
  }

  ProjectError error(std::size_t offset, const std::string& message) const {
    return ProjectError(message, source_.locate(offset),
                        fmt::format("a template's placeholders are {}", names_of(values_)));
  }

  const SourceText& source_;
  const Values& values_;
  std::set<std::string> used_;
  std::string result_;
};

}  // namespace

std::string_view default_script_template() {
  return "-- ${message}\n"
         "--\n"
         "-- Revision ID: ${id}\n"
         "-- Revises: ${revises}\n"
         "-- Create Date: ${create_date}\n"
         "${headers}\n"
         "\n"
         "${upgrade}\n"
         "\n"
         "${downgrade}\n";
}

std::string expand(const SourceText& script_template, const Values& values) {
  return Expansion(script_template, values).expand();
}

}  // namespace retort
