// One example of a change, as *.cells files have them (support/record_file.hpp):
//
//   [foreign key.name added: why this one]     kind.attribute, the change, and what tells it from other examples;
//   several
//                                              attributes or changes of a refusal stand with commas between them
//   before, after: SQL                         the two sides
//   rows: SQL                                  what is in the tables before; back-rows: for the way back, where others
//   answers, back-answers:                     as in case files
//   options: column_order, privileges          what the project asks for
//   decided: public.t.a = 'x'     what a person writes in place of the NULL of a todo, one a line, both ways
//   rewrites: t.a                 whose values the change itself turns into others: they are not compared
//   since: 18, until: 17          the versions of the engine that have it; else all that are tested
//   expect: the operations in words, with what they lose; or "no difference", and why under `because`
//   expect 18, back 18: the same of PostgreSQL 18, where it is not what 15 says
//   back: the same for the way back, which is an example of the opposite change
//   one way: why nothing leads back to `before`
//   alone: why it is not tried in company
//   not yet: what is wrong with it; the cell must fail, on every version or on those that `not yet on: 15, 18` names
//   stopped: what Retort says when it refuses to run the upgrade, or the downgrade, of the record; or of what it leaves
//            to a person there
//
// or, in place of all these but `before`, `since` and `until`:
//
//   refused: SQL that the engine refuses       message: a part of what it says      because: what that means
#pragma once

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "support/change_proof.hpp"

namespace retort::test {

struct Cell {
  std::string slot;     // "foreign key.name"
  std::string change;   // "added", "changed", "removed"
  std::string example;  // "" or what tells it from others
  std::string where;    // file, line and title
  Change sql;
  std::vector<std::string> expected, expected_18;  // empty: no difference
  std::string refused, message;                    // set where the engine refuses it
  std::string because;
  std::string answers;  // as in case files
  std::string not_yet;
  std::string one_way;
  std::vector<std::string> not_yet_on;  // major versions; empty: all
  std::string stopped;                  // set where Retort refuses to run one of the directions: a part of what it says
  bool alone = false;
  int since = 0, until = 0;  // major versions; 0: any

  bool is_in(const ServerVersion& version) const {
    return version.major >= since && (until == 0 || version.major <= until);
  }
  const std::vector<std::string>& expected_on(const ServerVersion& version) const {
    return version.major >= 18 ? expected_18 : expected;
  }
  bool is_not_yet(const ServerVersion& version) const {
    const std::string major = std::to_string(version.major);
    return !not_yet.empty() && (not_yet_on.empty() || std::count(not_yet_on.begin(), not_yet_on.end(), major) > 0);
  }
  bool is_refused() const { return !refused.empty(); }
};

/// Of all *.cells files of a folder; a record with a way back is two. Throws std::runtime_error on what is no cell.
std::vector<Cell> read_cells(const std::filesystem::path& folder);

/// The cell among things that stand on its table: a child with a cascading key, views, triggers, an index, each of
/// which a careless change would empty, break or fire. Only for cells whose table t has the id that these need on both
/// sides.
bool can_have_company(const Cell& cell, const Engine::Company&);
Change in_company(const Cell& cell, const Engine::Company&);

}  // namespace retort::test
