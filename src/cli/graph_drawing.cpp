// Columns are two characters wide. Where a column goes, those to its right move one place to the left, and where one
// comes, to the right; each such move is one line of its own.
#include "cli/graph_drawing.hpp"

#include <algorithm>

namespace retort::cli {

namespace {

std::string trimmed(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

}  // namespace

std::string GraphDrawing::columns(std::size_t node, const std::string& shown) const {
  std::string line;
  for (std::size_t i = 0; i < awaited_.size(); ++i) line += i == node ? shown : "| ";
  return line;
}

std::string GraphDrawing::leave(std::size_t column) {
  std::string line(2 * awaited_.size(), ' ');
  for (std::size_t i = 0; i < awaited_.size(); ++i) {
    if (i < column) line[2 * i] = '|';
    if (i > column) line[2 * i - 1] = '/';
  }
  const bool last = column + 1 == awaited_.size();
  awaited_.erase(awaited_.begin() + static_cast<std::ptrdiff_t>(column));
  return last ? "" : trimmed(line);
}

std::string GraphDrawing::join(std::size_t column, std::size_t into) {
  std::string line(2 * awaited_.size(), ' ');
  for (std::size_t i = 0; i < awaited_.size(); ++i) {
    if (i < column) line[2 * i] = '|';
    if (i > into && i < column) line[2 * i - 1] = '_';
    if (i >= column) line[2 * i - 1] = '/';
  }
  awaited_.erase(awaited_.begin() + static_cast<std::ptrdiff_t>(column));
  return trimmed(line);
}

std::size_t GraphDrawing::place_of(const RevisionId& id, Lines& lines) {
  const auto first = std::find(awaited_.begin(), awaited_.end(), id);
  if (first == awaited_.end()) {
    awaited_.push_back(id);
    return awaited_.size() - 1;
  }
  const auto place = static_cast<std::size_t>(first - awaited_.begin());
  for (std::size_t i = awaited_.size() - 1; i > place; --i)
    if (awaited_[i] == id) lines.before.push_back(join(i, place));
  return place;
}

GraphDrawing::Lines GraphDrawing::draw(const RevisionId& id, const std::vector<RevisionId>& revises) {
  Lines lines;
  const std::size_t place = place_of(id, lines);
  lines.node = columns(place, "* ");
  lines.beside = columns(place, revises.empty() ? "  " : "| ");
  if (revises.empty()) {
    const std::string line = leave(place);
    if (!line.empty()) lines.after.push_back(line);
  } else {
    awaited_[place] = revises.front();
    for (std::size_t n = revises.size() - 1; n > 0; --n) {  // each next to its child: the last one ends on the right
      std::string line;
      for (std::size_t i = 0; i < awaited_.size(); ++i) line += i < place ? "| " : i == place ? "|\\" : " \\";
      lines.after.push_back(trimmed(line));
      awaited_.insert(awaited_.begin() + static_cast<std::ptrdiff_t>(place) + 1, revises[n]);
    }
  }
  return lines;
}

}  // namespace retort::cli
