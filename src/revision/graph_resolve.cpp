// From what a person typed to revisions. The order of the readings: an exact id; a branch label; "ID-2" as two below an
// exact ID or a word; the beginning of an id; "ID-2" as two below the beginning of one. So ids may hold and end in
// "-2", as dates do.
//
// Counting from where the database is, on one branch ("label@+1"): from the head that is on a line with the label;
// where no head is (another branch's head implies this one, or has left it behind), upwards from the newest that is
// applied on that line, downwards from what stands there as the end of a branch.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "base/ascii.hpp"
#include "base/listed.hpp"
#include "base/nearest.hpp"
#include "revision/graph.hpp"
#include "revision/target.hpp"

namespace retort {
namespace {

constexpr std::array<std::string_view, 4> kWords = {"head", "heads", "base", "current"};
constexpr std::string_view kSeeHistory = "retort history lists all revisions";

bool is_word(std::string_view symbol) { return std::find(kWords.begin(), kWords.end(), symbol) != kWords.end(); }

using retort::listed;
std::string listed(const Heads& ids) { return retort::listed(std::vector<std::string>(ids.begin(), ids.end())); }
std::string counted(std::size_t n) { return fmt::format("{} revision{}", n, n == 1 ? "" : "s"); }

class Resolver {
 public:
  Resolver(const RevisionGraph& graph, const Heads& current, Overrun overrun)
      : graph_(graph), current_(current), overrun_(overrun) {}

  Destination resolve(std::string_view text) {
    text_ = trim(text);
    if (const RevisionFile* exact = graph_.find(std::string(text_))) return Heads{exact->id};
    if (const RevisionFile* labelled = graph_.find_label(text_)) return Heads{labelled->id};
    const Target target = parse_target(text_);
    if (!target.label.empty()) take_branch(target.label);
    if (!target.offset) return {start_of(target.symbol), branch_};
    if (!is_certain(target.symbol)) {
      const std::string whole = fmt::format("{}{:+}", target.symbol, *target.offset);
      if (const std::optional<RevisionId> id = match(whole)) return {Heads{on_branch(*id)}, branch_};
    }
    if (target.symbol == "heads") throw error("\"heads\" can't be counted from", "count from one head by its id");
    Heads from = target.symbol.empty() || target.symbol == "current" ? start_in_database(*target.offset)
                                                                     : start_of(target.symbol);
    // "-1" of one of several branches is about that branch.
    if (branch_.empty() && target.symbol.empty() && *target.offset < 0) branch_ = from;
    return {move(std::move(from), *target.offset), branch_};
  }

 private:
  UsageError error(const std::string& what, const std::string& hint) const {
    return UsageError(fmt::format("\"{}\": {}", text_, what), std::nullopt, hint);
  }

  bool is_on_branch(const RevisionId& id) const { return branch_.empty() || lineage_.contains(id); }

  Heads on_branch(Heads ids) const {
    std::erase_if(ids, [&](const RevisionId& id) { return !is_on_branch(id); });
    return ids;
  }

  const RevisionId& on_branch(const RevisionId& id) const {
    if (is_on_branch(id)) return id;
    throw error(fmt::format("revision {} is not on branch {}", id, label_),
                fmt::format("the branch's: {}", listed(lineage_)));
  }

  void take_branch(const std::string& label) {
    label_ = label;
    const RevisionFile* owner = graph_.find_label(label);
    std::optional<RevisionId> id;
    if (owner != nullptr) id = owner->id;
    if (!id && !is_word(label)) id = match(label);
    if (!id) refuse_branch();
    lineage_ = graph_.lineage(*id);
    branch_ = {*id};
  }

  [[noreturn]] void refuse_branch() const {
    std::vector<std::string> labels;
    for (const auto& file : graph_.order())
      labels.insert(labels.end(), file->branch_labels.begin(), file->branch_labels.end());
    std::sort(labels.begin(), labels.end());
    const std::vector<std::string> near = nearest(label_, labels, std::max<std::size_t>(1, label_.size() / 4));
    throw error(fmt::format("there is no branch {}", label_),
                !near.empty()    ? fmt::format("did you mean {}?", listed(near))
                : labels.empty() ? "no file has \"Branch Labels\"; the id of a revision stands for its branch as well"
                                 : fmt::format("the branch labels: {}", listed(labels)));
  }

  Heads start_of(const std::string& symbol) {
    if (symbol == "base") return {};
    if (symbol == "heads") return branch_.empty() ? graph_.tips() : branch_heads();
    if (symbol == "head") {
      if (branch_.empty()) {
        const std::optional<RevisionId> head = graph_.single_head();
        return head ? Heads{*head} : Heads{};
      }
      Heads heads = branch_heads();
      if (heads.size() > 1) {
        throw error(fmt::format("branch {} has several heads: {}", label_, listed(heads)),
                    fmt::format("\"{}@heads\" means all of them; `retort merge {}` makes them one line again", label_,
                                join({heads.begin(), heads.end()}, " ")));
      }
      return heads;
    }
    if (symbol == "current") return on_branch(current_);
    const std::optional<RevisionId> id = match(symbol);
    if (!id) graph_.refuse_unknown(symbol);
    return {on_branch(*id)};
  }

  Heads branch_heads() const {
    const std::vector<RevisionId> heads = graph_.heads();
    return on_branch(Heads(heads.begin(), heads.end()));
  }

  bool is_certain(const std::string& symbol) const {
    return symbol.empty() || is_word(symbol) || graph_.find(symbol) != nullptr || graph_.find_label(symbol) != nullptr;
  }

  std::optional<RevisionId> match(std::string_view symbol) const {
    if (const RevisionFile* exact = graph_.find(std::string(symbol))) return exact->id;
    if (const RevisionFile* labelled = graph_.find_label(symbol)) return labelled->id;
    std::vector<std::string> candidates;
    for (const auto& file : graph_.order()) {
      const auto begins = [&](const RevisionId& id) { return id.starts_with(symbol); };
      const bool is_meant = begins(file->id) || std::any_of(file->stands_at.begin(), file->stands_at.end(), begins);
      if (is_meant && is_on_branch(file->id)) candidates.push_back(file->id);
    }
    std::sort(candidates.begin(), candidates.end());
    if (candidates.size() > 1) {
      throw UsageError(fmt::format("\"{}\" begins {} ids: {}", symbol, candidates.size(), listed(candidates)),
                       std::nullopt, "write some more of the one that is meant");
    }
    if (candidates.empty()) return std::nullopt;
    return candidates.front();
  }

  /// Revisions that no file has are nowhere to count from: whoever asks has completed the graph, or is told.
  Heads known(const Heads& ids) const {
    for (const RevisionId& id : ids)
      if (graph_.find(id) == nullptr) graph_.refuse_unknown(id);
    return ids;
  }

  Heads start_in_database(int offset) const {
    Heads start = on_branch(known(current_));
    if (branch_.empty() || start.size() == 1 || current_.empty()) return start;
    if (start.empty()) start = offset > 0 ? newest_on_branch() : ends_on_branch();
    if (start.size() > 1) {
      throw error(fmt::format("several revisions on branch {} are where the database is: {}", label_, listed(start)),
                  fmt::format("name the one to count from, as in {}{:+}", *start.begin(), offset));
    }
    return start;
  }

  Heads newest_on_branch() const {
    std::set<RevisionId> applied = on_branch(graph_.ancestors(current_));
    return graph_.tips(applied);
  }

  /// Where branches end among what is applied, by `Revises` alone.
  Heads ends_on_branch() const {
    const std::set<RevisionId> applied = graph_.ancestors(current_);
    Heads ends = on_branch(applied);
    std::erase_if(ends, [&](const RevisionId& id) {
      const std::vector<RevisionId> children = graph_.children(id);
      return std::any_of(children.begin(), children.end(),
                         [&](const RevisionId& child) { return applied.contains(child); });
    });
    if (ends.empty()) {
      throw error(fmt::format("nothing that is applied ends branch {}", label_),
                  "`retort current` shows where the database is");
    }
    return ends;
  }

  Heads move(Heads from, int offset) const {
    if (offset == 0) return from;
    if (from.size() > 1) {
      throw UsageError(fmt::format("\"{}\" can't count from several heads: {}", text_, listed(from)), std::nullopt,
                       fmt::format("name the one to count from, as in {0}{1:+}, or its branch, as in LABEL@{1:+}",
                                   *from.begin(), offset));
    }
    const std::string start = from.empty() ? "base" : *from.begin();
    std::optional<RevisionId> here;
    if (!from.empty()) here = *from.begin();
    const std::size_t wanted = static_cast<std::size_t>(std::abs(offset));
    for (std::size_t done = 0; done < wanted; ++done) {
      const Heads next = offset > 0 ? above(here) : below(here);
      const bool at_end = offset > 0 ? next.empty() : !here;
      if (at_end && overrun_ == Overrun::stops) break;
      if (at_end) refuse_overrun(offset > 0, done, start);
      if (next.size() > 1 && offset < 0 && done + 1 == wanted) return graph_.tips(next);
      if (next.size() > 1) {
        throw error(fmt::format("the way divides {} {}: {}", offset > 0 ? "after" : "below", here ? *here : "base",
                                listed(next)),
                    branch_.empty() ? "name the revision by its id, or the branch, as in LABEL@TARGET"
                                    : "name the revision by its id");
      }
      here = next.empty() ? std::nullopt : std::optional(*next.begin());
    }
    return here ? Heads{*here} : Heads{};
  }

  Heads above(const std::optional<RevisionId>& here) const {
    const std::vector<RevisionId> next = here ? graph_.children(*here) : graph_.bases();
    return on_branch(Heads(next.begin(), next.end()));
  }

  /// A branch that begins above a merge chooses none of the ways below it.
  Heads below(const std::optional<RevisionId>& here) const {
    if (!here) return {};
    const std::vector<RevisionId>& parents = graph_.find(*here)->revises;
    const Heads all(parents.begin(), parents.end());
    Heads chosen = on_branch(all);
    return chosen.empty() ? all : chosen;
  }

  [[noreturn]] void refuse_overrun(bool up, std::size_t done, const std::string& start) const {
    if (!up) {
      throw UsageError(fmt::format("\"{}\" goes past base: only {} up to {}", text_, counted(done), start),
                       std::nullopt, "\"base\" is the state before the first one");
    }
    const std::string head = branch_.empty() ? "head" : label_ + "@head";
    throw UsageError(fmt::format("\"{}\" goes past the head: only {} after {}", text_, counted(done), start),
                     std::nullopt, fmt::format("\"{}\" is the last one", head));
  }

  const RevisionGraph& graph_;
  const Heads& current_;
  const Overrun overrun_;
  std::string_view text_;
  std::string label_;
  Heads branch_;                  // the revision that the label stands for; none: no branch is named
  std::set<RevisionId> lineage_;  // of that one
};

}  // namespace

Destination RevisionGraph::destination(std::string_view target, const Heads& current, Overrun overrun) const {
  return Resolver(*this, current, overrun).resolve(target);
}

void RevisionGraph::refuse_unknown(std::string_view symbol) const {
  if (empty()) {
    throw UsageError(fmt::format("no revision \"{}\": there are no revisions yet", symbol), std::nullopt,
                     "retort revision -m MESSAGE writes the first one");
  }
  if (const RevisionFile* by = replacement(std::string(symbol))) {
    throw UsageError(fmt::format("revision {} is no place of its own any more: {} replaces it, and what came after it",
                                 symbol, by->id),
                     std::nullopt,
                     fmt::format("where that begins: {}; where it ends: {}",
                                 by->revises.empty() ? "base" : join(by->revises, ", "), by->id));
  }
  std::vector<std::string> known(kWords.begin(), kWords.end());
  for (const auto& file : order_) {
    known.push_back(file->id);
    known.insert(known.end(), file->branch_labels.begin(), file->branch_labels.end());
  }
  const std::string lower = ascii_lower(symbol);
  std::vector<std::string> near = nearest(lower, known, std::max<std::size_t>(1, symbol.size() / 4));
  if (!near.empty() && near.front() == lower) near.resize(1);
  throw UsageError(fmt::format("no revision \"{}\"", symbol), std::nullopt,
                   near.empty() ? std::string(kSeeHistory) : fmt::format("did you mean {}?", listed(near)));
}

const RevisionFile& RevisionGraph::get(std::string_view symbol) const {
  const std::string_view whole = trim(symbol);
  if (const auto exact = index_.find(whole); exact != index_.end()) return *order_[exact->second];
  if (const RevisionFile* labelled = find_label(whole)) return *labelled;
  const Target target = parse_target(whole);
  if (target.symbol.empty() || target.symbol == "current") {
    throw UsageError(fmt::format("\"{}\" counts from where a database is; one revision is asked for", whole),
                     std::nullopt, "name it by its id, or relative to head or base, as in head-1");
  }
  const Heads found = resolve(whole, {});
  if (found.size() == 1) return *order_[at(*found.begin())];
  if (found.empty()) {
    throw UsageError(
        fmt::format("\"{}\" is no revision: it is the state before the first one", whole), std::nullopt,
        empty() ? "retort revision -m MESSAGE writes the first one" : fmt::format("the first: {}", listed(bases())));
  }
  throw UsageError(fmt::format("\"{}\" is more than one revision: {}", whole, listed(found)), std::nullopt,
                   "name one of them");
}

}  // namespace retort
