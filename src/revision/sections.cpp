// A step's section is its text from its directive up to the next one that begins a step, or stands in place of a
// downgrade.
#include "revision/sections.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.hpp"

namespace retort {
namespace {

class Reader {
 public:
  explicit Reader(const RevisionFile& file) : file_(file), lines_(split_lines(file.source.text())) {
    for (const std::vector<Step>* steps : {&file.upgrade, &file.downgrade})
      for (const Step& step : *steps) ends_.push_back(static_cast<std::size_t>(step.line));
    if (file.no_downgrade) ends_.push_back(static_cast<std::size_t>(file.no_downgrade->line));
    ends_.push_back(lines_.size() + 1);
    std::sort(ends_.begin(), ends_.end());
  }

  std::string read(Direction direction) const {
    std::string text;
    for (const Step& step : file_.steps(direction)) {
      if (step.statements.empty() && step.todos.empty()) continue;
      const std::string directive(lines_[static_cast<std::size_t>(step.line) - 1]);
      const std::string from = text.empty() ? fmt::format("-- {} {}\n", file_.id, file_.message) : std::string();
      text += fmt::format("{}{}\n{}{}\n", text.empty() ? "" : "\n", directive, from, body(step));
    }
    return text;
  }

 private:
  std::string body(const Step& step) const {
    const auto first = static_cast<std::size_t>(step.line);
    const std::size_t end = *std::upper_bound(ends_.begin(), ends_.end(), first);
    std::string text;
    for (std::size_t line = first + 1; line < end; ++line) text += std::string(lines_[line - 1]) + "\n";
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
    text.erase(0, text.find_first_not_of('\n'));
    return text;
  }

  const RevisionFile& file_;
  const std::vector<std::string_view> lines_;
  std::vector<std::size_t> ends_;  // lines, from 1, where a section ends before
};

void append(std::string& text, const std::string& more) {
  if (!text.empty() && !more.empty()) text += '\n';
  text += more;
}

}  // namespace

Sections sections_of(const std::vector<const RevisionFile*>& files) {
  Sections sections;
  std::vector<std::string> irreversible, nothing;
  for (const RevisionFile* file : files) {
    append(sections.upgrade, Reader(*file).read(Direction::upgrade));
    if (!file->no_downgrade) continue;
    (file->no_downgrade->irreversible ? irreversible : nothing)
        .push_back(fmt::format("{}: {}", file->id, file->no_downgrade->reason));
  }
  for (auto file = files.rbegin(); file != files.rend(); ++file)
    append(sections.downgrade, Reader(**file).read(Direction::downgrade));
  if (!irreversible.empty()) {
    sections.downgrade.clear();
    sections.no_downgrade = NoDowngrade{true, join(irreversible, "; ")};
  } else if (sections.downgrade.empty()) {
    sections.no_downgrade = NoDowngrade{false, join(nothing, "; ")};
  }
  return sections;
}

}  // namespace retort
