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
  explicit NotRenamed(const Answers& answers) : keys_(answers.not_renamed.begin(), answers.not_renamed.end()) {}
  bool table(const ObjectName& name) const { return keys_.count({ObjectKind::table, name}) != 0; }
  bool column(const ObjectName& table, const Identifier& name) const {
    return keys_.count({ObjectKind::column, table, name}) != 0;
  }

 private:
  std::set<ObjectKey> keys_;
};

// ---- tables

/// The tables that are gone, indexed so that weighing one that comes looks at what they have in common only.
class GoneTables {
 public:
  explicit GoneTables(const std::vector<const Table*>& tables) : tables_(tables), names_(names_of(tables)) {
    for (std::size_t i = 0; i < tables.size(); ++i) {
      for (const Column& column : tables[i]->columns) by_column_[column.name.key()].push_back(i);
    }
  }

  Candidates candidates_for(const Table& come) const {
    std::vector<std::size_t> shared(tables_.size(), 0);
    for (const Column& column : come.columns) {
      const auto found = by_column_.find(column.name.key());
      if (found == by_column_.end()) continue;
      for (const std::size_t i : found->second) ++shared[i];
    }
    const std::vector<int> alike = names_.to(come.name.name.text());
    std::vector<std::pair<int, std::size_t>> scored;  // best first, then by number
    for (std::size_t i = 0; i < tables_.size(); ++i) {
      if (shared[i] == 0 && alike[i] < kSimilarName) continue;
      const std::size_t all = tables_[i]->columns.size() + come.columns.size() - shared[i];
      scored.emplace_back(-(static_cast<int>(70 * shared[i] / std::max<std::size_t>(all, 1)) + 30 * alike[i] / 100), i);
    }
    const std::size_t offered = std::min(scored.size(), kMaxCandidates);
    std::partial_sort(scored.begin(), scored.begin() + static_cast<std::ptrdiff_t>(offered), scored.end());
    Candidates candidates;
    for (std::size_t i = 0; i < offered; ++i) {
      candidates.push_back({{ObjectKind::table, tables_[scored[i].second]->name}, -scored[i].first});
    }
    return candidates;
  }

 private:
  static std::vector<std::string_view> names_of(const std::vector<const Table*>& tables) {
    std::vector<std::string_view> names;
    for (const Table* table : tables) names.push_back(table->name.name.text());
    return names;
  }

  const std::vector<const Table*>& tables_;
  NameSimilarity names_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_column_;
};

void ask_tables(const MatchedTables& tables, const NotRenamed& no, std::vector<RenameQuestion>& questions) {
  std::vector<const Table*> gone;
  std::copy_if(tables.gone.begin(), tables.gone.end(), std::back_inserter(gone),
               [&](const Table* table) { return !no.table(table->name); });
  const GoneTables index(gone);
  for (const Table* come : tables.come) {
    if (no.table(come->name)) continue;
    Candidates candidates = index.candidates_for(*come);
    if (!candidates.empty()) questions.push_back({{ObjectKind::table, come->name}, std::move(candidates)});
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
    if (come.inherited || !apart(come, from, &Pair::second)) continue;
    Candidates candidates;
    for (std::size_t j = 0; j < from.columns.size(); ++j) {
      const Column& gone = from.columns[j];
      if (apart(gone, to, &Pair::first))
        candidates.push_back({{ObjectKind::column, to.name, gone.name}, column_score(gone, j, come, i)});
    }
    rank(candidates);
    if (!candidates.empty()) questions.push_back({{ObjectKind::column, to.name, come.name}, std::move(candidates)});
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
