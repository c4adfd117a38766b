#include "diff/rename_questions.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "diff/name_similarity.hpp"

namespace retort {
namespace {

using Candidates = std::vector<RenameQuestion::Candidate>;

constexpr int kSimilarName = 50;

/// The likeliest first; among equals by name.
void rank(Candidates& candidates) {
  std::sort(candidates.begin(), candidates.end(),
            [](const auto& a, const auto& b) { return a.score != b.score ? a.score > b.score : a.from < b.from; });
  if (candidates.size() > kMaxCandidates) candidates.resize(kMaxCandidates);
}

class NotRenamed {
 public:
  explicit NotRenamed(const Answers& answers) {
    for (const auto& no : answers.not_renamed) names_.emplace(no.table.value_or(ObjectName{}), no.to);
  }
  bool table(const Identifier& name) const { return names_.count({ObjectName{}, name}) != 0; }
  bool column(const ObjectName& table, const Identifier& name) const { return names_.count({table, name}) != 0; }

 private:
  std::set<std::pair<ObjectName, Identifier>> names_;
};

// ---- tables

/// For each column name the tables (by number) that have it: pairs without a common column are never looked at.
using TablesByColumn = std::unordered_map<std::string, std::vector<std::size_t>>;

TablesByColumn tables_by_column(const std::vector<const Table*>& tables) {
  TablesByColumn result;
  for (std::size_t i = 0; i < tables.size(); ++i) {
    for (const Column& column : tables[i]->columns) result[column.name.key()].push_back(i);
  }
  return result;
}

Candidates table_candidates(const Table& come, const std::vector<const Table*>& gone, const TablesByColumn& by_column) {
  std::vector<std::size_t> shared(gone.size(), 0);
  for (const Column& column : come.columns) {
    const auto found = by_column.find(column.name.key());
    if (found == by_column.end()) continue;
    for (const std::size_t i : found->second) ++shared[i];
  }
  Candidates candidates;
  for (std::size_t i = 0; i < gone.size(); ++i) {
    const int alike = name_similarity(gone[i]->name.name.text(), come.name.name.text());
    if (shared[i] == 0 && alike < kSimilarName) continue;
    const std::size_t all = gone[i]->columns.size() + come.columns.size() - shared[i];
    candidates.push_back(
        {gone[i]->name.name, static_cast<int>(70 * shared[i] / std::max<std::size_t>(all, 1)) + 30 * alike / 100});
  }
  rank(candidates);
  return candidates;
}

void ask_tables(const MatchedTables& tables, const NotRenamed& no, std::vector<RenameQuestion>& questions) {
  std::vector<const Table*> gone;
  std::copy_if(tables.gone.begin(), tables.gone.end(), std::back_inserter(gone),
               [&](const Table* table) { return !no.table(table->name.name); });
  const TablesByColumn by_column = tables_by_column(gone);
  for (const Table* come : tables.come) {
    if (no.table(come->name.name)) continue;
    Candidates candidates = table_candidates(*come, gone, by_column);
    if (!candidates.empty()) questions.push_back({"table", std::nullopt, come->name.name, std::move(candidates)});
  }
}

// ---- columns

int column_score(const Column& gone, std::size_t gone_place, const Column& come, std::size_t come_place) {
  int score = 40 * name_similarity(gone.name.text(), come.name.text()) / 100;
  if (gone.type == come.type) score += 30;
  if (gone.not_null == come.not_null && gone.server_default == come.server_default &&
      gone.collation == come.collation && gone.generated == come.generated) {
    score += 15;
  }
  if (gone_place == come_place) score += 15;
  return score;
}

void ask_columns(const Table& from, const Table& to, const NamePairs& renames, const NotRenamed& no,
                 std::vector<RenameQuestion>& questions) {
  const auto apart = [&](const Column& column, const Table& other, auto side) {
    const bool renamed =
        std::any_of(renames.begin(), renames.end(), [&](const auto& pair) { return pair.*side == column.name; });
    if (renamed || no.column(to.name, column.name)) return false;
    if (other.find_column(column.name) == nullptr) return true;
    // A column of that name is on the other side too, but it may be another one: renamed away, or to this name.
    return std::any_of(renames.begin(), renames.end(),
                       [&](const auto& pair) { return pair.first == column.name || pair.second == column.name; });
  };
  using Pair = NamePairs::value_type;
  for (std::size_t i = 0; i < to.columns.size(); ++i) {
    const Column& come = to.columns[i];
    if (!apart(come, from, &Pair::second)) continue;
    Candidates candidates;
    for (std::size_t j = 0; j < from.columns.size(); ++j) {
      const Column& gone = from.columns[j];
      if (apart(gone, to, &Pair::first)) candidates.push_back({gone.name, column_score(gone, j, come, i)});
    }
    rank(candidates);
    if (!candidates.empty()) questions.push_back({"column", to.name, come.name, std::move(candidates)});
  }
}

}  // namespace

std::vector<RenameQuestion> rename_questions(const MatchedTables& tables, const Renames& renames,
                                             const Answers& answers) {
  std::vector<RenameQuestion> questions;
  if (answers.no_renames) return questions;
  const NotRenamed no(answers);
  ask_tables(tables, no, questions);
  static const NamePairs kNone;
  for (const auto& [source, target] : tables.kept) {
    const auto pairs = renames.columns.find(target->name);
    ask_columns(*source, *target, pairs == renames.columns.end() ? kNone : pairs->second, no, questions);
  }
  return questions;
}

}  // namespace retort
