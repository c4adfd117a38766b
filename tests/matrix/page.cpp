#include "page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace retort::test {
namespace {

struct Count {
  int examples = 0;
  int same = 0;
  int refused = 0;
};

Count count_of(const std::vector<Cell>& cells, const std::string& slot, const std::string& change) {
  Count count;
  for (const Cell& cell : cells) {
    if (cell.slot != slot || cell.change != change) continue;
    if (cell.is_refused()) {
      ++count.refused;
    } else if (cell.expected.empty()) {
      ++count.same;
    } else {
      ++count.examples;
    }
  }
  return count;
}

std::string text_of(const Slot& slot, const std::string& change, const std::vector<Cell>& cells) {
  const Count count = count_of(cells, slot.path(), change);
  if (count.examples + count.same + count.refused == 0) {
    const bool wanted = std::find(slot.changes.begin(), slot.changes.end(), change) != slot.changes.end();
    return wanted ? "**missing**" : "·";
  }
  if (count.examples > 0) return std::to_string(count.examples);
  return count.same > 0 ? "no difference" : "refused";
}

std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

/// A kind's attributes together, though the schema's types nest.
std::vector<Slot> by_kind(std::vector<Slot> slots) {
  std::map<std::string, std::size_t> place;
  for (const Slot& slot : slots) place.emplace(slot.kind, place.size());
  std::stable_sort(slots.begin(), slots.end(),
                   [&](const Slot& a, const Slot& b) { return place[a.kind] < place[b.kind]; });
  return slots;
}

std::string title_of(const Cell& cell) {
  if (cell.is_refused())
    return cell.where.substr(cell.where.find('[') + 1, cell.where.find(']') - cell.where.find('[') - 1);
  const std::string since = cell.since > 0 ? fmt::format(", from {} on", cell.since) : "";
  const std::string until = cell.until > 0 ? fmt::format(", up to {}", cell.until) : "";
  return fmt::format("{} {}{}{}{}", cell.slot, cell.change, cell.example.empty() ? "" : ", " + cell.example, since,
                     until);
}

std::string one_way_text(const std::vector<Cell>& cells) {
  std::string text;
  for (const Cell& cell : cells) {
    if (!cell.one_way.empty()) text += fmt::format("- {}: {}.\n", title_of(cell), cell.one_way);
  }
  return text.empty() ? text : "\n## What has no way back\n\n" + text;
}

}  // namespace

std::string coverage_page(const PageText& text, const std::vector<Slot>& slots, const std::vector<Cell>& cells,
                          const Engine::Company& company) {
  std::string page = text.introduction;
  const auto changes = std::count_if(cells.begin(), cells.end(), [](const Cell& c) { return !c.expected.empty(); });
  const auto refusals = std::count_if(cells.begin(), cells.end(), [](const Cell& c) { return c.is_refused(); });
  const auto in_company = std::count_if(
      cells.begin(), cells.end(), [&](const Cell& c) { return !c.expected.empty() && can_have_company(c, company); });
  page +=
      fmt::format("{} attributes; {} changes, {} of them also in company; {} that are no difference; {} refusals.\n\n",
                  slots.size(), changes, in_company, static_cast<long>(cells.size()) - changes - refusals, refusals);

  page += "| kind | attribute | added | changed | removed |\n|---|---|---|---|---|\n";
  std::string last;
  for (const Slot& slot : by_kind(slots)) {
    page +=
        fmt::format("| {} | {} | {} | {} | {} |\n", slot.kind == last ? "" : slot.kind, slot.attribute,
                    text_of(slot, "added", cells), text_of(slot, "changed", cells), text_of(slot, "removed", cells));
    last = slot.kind;
  }

  page += "\n## What is no difference\n\n";
  std::set<std::string> said;
  for (const Cell& cell : cells) {
    if (cell.is_refused() || !cell.expected.empty() || !said.insert(cell.where.substr(0, cell.where.find(']'))).second)
      continue;
    page += fmt::format("- {}: {}.\n", title_of(cell), cell.because);
  }

  std::set<std::string> missing;
  for (const Cell& cell : cells) {
    if (cell.not_yet.empty() || !missing.insert(cell.where.substr(0, cell.where.find(']'))).second) continue;
    if (missing.size() == 1) page += "\n## What does not work yet\n\n";
    page += fmt::format("- {}: {}.\n", title_of(cell), cell.not_yet);
  }

  page += one_way_text(cells);
  page += "\n## What Retort does not run\n\n";
  std::set<std::string> stopped;
  for (const Cell& cell : cells) {
    if (cell.stopped.empty() || !stopped.insert(title_of(cell)).second) continue;
    page += fmt::format("- {}: {}.\n  `{}`\n", title_of(cell), cell.because, cell.stopped);
  }

  page += fmt::format("\n## What {} refuses\n\n", text.engine);
  std::set<std::string> told;
  for (const Cell& cell : cells) {
    if (!cell.is_refused() || !told.insert(cell.where).second) continue;
    page +=
        fmt::format("- {}: {}.\n  `{}` → `{}`\n", title_of(cell), cell.because, one_line(cell.refused), cell.message);
  }
  return page;
}

}  // namespace retort::test
