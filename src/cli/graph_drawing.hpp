// Branches and merges, drawn before the lines of a list that goes from newer to older (`history --graph`).
#pragma once

#include <string>
#include <vector>

#include "revision/revision_id.hpp"

namespace retort::cli {

/// One column a branch:
///
///   * m   a merge: the columns below it are its parents'
///   |\.
///   | * c
///   * | b
///   |/
///   * a
///
/// REQUIRES: a revision is drawn before what it revises.
class GraphDrawing {
 public:
  struct Lines {
    std::vector<std::string> before;  // where columns come together
    std::string node;                 // "| * ": the revision's own line goes on behind it
    std::string beside;               // "| | ": before each further line of the same revision
    std::vector<std::string> after;   // where columns part
  };
  /// `revises`: of the parents only those that will be drawn.
  Lines draw(const RevisionId& id, const std::vector<RevisionId>& revises);

 private:
  std::size_t place_of(const RevisionId& id, Lines& lines);
  std::string columns(std::size_t node, const std::string& shown) const;
  std::string leave(std::size_t column);
  std::string join(std::size_t column, std::size_t into);

  std::vector<RevisionId> awaited_;  // by column: which revision comes next in it
};

}  // namespace retort::cli
