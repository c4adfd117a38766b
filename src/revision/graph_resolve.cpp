// From what a person typed to revisions. The order of the readings: an exact id; "ID-2" as two below an exact ID or a
// word; the beginning of an id; "ID-2" as two below the beginning of one. So ids may hold and end in "-2", as dates do.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "base/ascii.hpp"
#include "base/nearest.hpp"
#include "revision/graph.hpp"

namespace retort {
namespace {

constexpr std::array<std::string_view, 4> kWords = {"head", "heads", "base", "current"};
constexpr std::size_t kShortestPrefix = 4;
constexpr std::size_t kMostCandidates = 8;
constexpr std::string_view kSeeHistory = "retort history lists all revisions";

bool is_word(std::string_view symbol) { return std::find(kWords.begin(), kWords.end(), symbol) != kWords.end(); }

std::string listed(std::vector<std::string> ids) {
  const std::size_t more = ids.size() > kMostCandidates ? ids.size() - kMostCandidates : 0;
  if (more > 0) ids.resize(kMostCandidates);
  return join(ids, ", ") + (more > 0 ? fmt::format(" and {} more", more) : "");
}

std::string counted(std::size_t n) { return fmt::format("{} revision{}", n, n == 1 ? "" : "s"); }

std::vector<std::string> sorted(std::vector<std::string> ids) {
  std::sort(ids.begin(), ids.end());
  return ids;
}

}  // namespace

Heads RevisionGraph::resolve(std::string_view text, const Heads& current) const {
  const std::string_view whole = trim(text);
  if (index_.contains(whole)) return {std::string(whole)};
  return resolve(parse_target(whole), current, whole);
}

Heads RevisionGraph::resolve(const Target& target, const Heads& current, std::string_view text) const {
  if (!target.label.empty()) {
    throw UsageError(fmt::format("\"{}\": branch labels can't be used in targets yet", text), std::nullopt,
                     "name the revision by its id: retort heads lists them");
  }
  if (!target.offset) return start_of(target, current, text);
  const bool certain = target.symbol.empty() || is_word(target.symbol) || index_.contains(target.symbol);
  const bool begins_an_id =
      std::any_of(order_.begin(), order_.end(), [&](const auto& file) { return file->id.starts_with(text); });
  if (!certain && begins_an_id) {
    const std::optional<RevisionId> id = match(text);
    if (id) return {*id};
  }
  return move(start_of(target, current, text), *target.offset, text);
}

Heads RevisionGraph::start_of(const Target& target, const Heads& current, std::string_view text) const {
  const std::string& symbol = target.symbol;
  if (symbol == "base") return {};
  if (symbol == "heads") {
    if (target.offset) {
      throw UsageError(fmt::format("\"{}\": \"heads\" can't be counted from", text), std::nullopt,
                       "count from one head by its id");
    }
    const std::vector<RevisionId> ids = heads();
    return tips({ids.begin(), ids.end()});
  }
  if (symbol == "head") {
    const std::optional<RevisionId> head = single_head();
    return head ? Heads{*head} : Heads{};
  }
  if (symbol.empty() || symbol == "current") return current;
  const std::optional<RevisionId> id = match(symbol);
  if (!id) refuse_unknown(symbol);
  return {*id};
}

Heads RevisionGraph::move(const Heads& from, int offset, std::string_view text) const {
  if (offset == 0) return from;
  if (from.size() > 1) {
    throw UsageError(
        fmt::format("\"{}\" can't count from several heads: {}", text, join({from.begin(), from.end()}, ", ")),
        std::nullopt, fmt::format("name the one to count from, as in {}{:+}", *from.begin(), offset));
  }
  const std::string start = from.empty() ? "base" : *from.begin();
  std::optional<Index> here;
  if (!from.empty()) here = at(*from.begin());
  const std::size_t wanted = static_cast<std::size_t>(std::abs(offset));
  for (std::size_t done = 0; done < wanted; ++done) {
    if (offset < 0 && !here) {
      throw UsageError(fmt::format("\"{}\" goes past base: only {} up to {}", text, counted(done), start), std::nullopt,
                       "\"base\" is the state before the first one");
    }
    std::vector<RevisionId> next;
    if (offset > 0) {
      next = here ? children(id_of(*here)) : bases();
    } else {
      for (const Index parent : parents_[*here]) next.push_back(id_of(parent));
    }
    if (offset < 0 && next.size() > 1 && done + 1 == wanted) return tips({next.begin(), next.end()});
    if (next.size() > 1) {
      throw UsageError(fmt::format("\"{}\": the way divides {} {}: {}", text, offset > 0 ? "after" : "below",
                                   here ? id_of(*here) : "base", join(sorted(next), ", ")),
                       std::nullopt, "name the revision by its id");
    }
    if (offset > 0 && next.empty()) {
      throw UsageError(fmt::format("\"{}\" goes past the head: only {} after {}", text, counted(done), start),
                       std::nullopt, "\"head\" is the last one");
    }
    here = next.empty() ? std::nullopt : std::optional<Index>(at(next.front()));
  }
  return here ? Heads{id_of(*here)} : Heads{};
}

std::optional<RevisionId> RevisionGraph::match(std::string_view symbol) const {
  if (const auto exact = index_.find(symbol); exact != index_.end()) return std::string(symbol);
  if (symbol.size() < kShortestPrefix) return std::nullopt;
  std::vector<std::string> candidates;
  for (const auto& file : order_) {
    if (file->id.starts_with(symbol)) candidates.push_back(file->id);
  }
  if (candidates.size() > 1) {
    throw UsageError(fmt::format("\"{}\" begins {} ids: {}", symbol, candidates.size(), listed(sorted(candidates))),
                     std::nullopt, "write some more of the one that is meant");
  }
  if (candidates.empty()) return std::nullopt;
  return candidates.front();
}

void RevisionGraph::refuse_unknown(std::string_view symbol) const {
  if (empty()) {
    throw UsageError(fmt::format("no revision \"{}\": there are no revisions yet", symbol), std::nullopt,
                     "retort revision -m MESSAGE writes the first one");
  }
  std::vector<std::string> ids(kWords.begin(), kWords.end());
  for (const auto& file : order_) {
    ids.push_back(file->id);
    if (symbol.size() < kShortestPrefix && file->id.starts_with(symbol)) {
      throw UsageError(
          fmt::format("no revision \"{}\"", symbol), std::nullopt,
          fmt::format("the beginning of an id needs {} characters, as in {}", kShortestPrefix, file->id.substr(0, 8)));
    }
  }
  const std::string lower = ascii_lower(symbol);
  std::vector<std::string> near = nearest(lower, ids, std::max<std::size_t>(1, symbol.size() / 4));
  if (!near.empty() && near.front() == lower) near.resize(1);
  throw UsageError(fmt::format("no revision \"{}\"", symbol), std::nullopt,
                   near.empty() ? std::string(kSeeHistory) : fmt::format("did you mean {}?", listed(near)));
}

const RevisionFile& RevisionGraph::get(std::string_view symbol) const {
  const std::string_view whole = trim(symbol);
  if (const auto exact = index_.find(whole); exact != index_.end()) return *order_[exact->second];
  const Target target = parse_target(whole);
  if (target.symbol.empty() || target.symbol == "current") {
    throw UsageError(fmt::format("\"{}\" counts from where a database is; one revision is asked for", whole),
                     std::nullopt, "name it by its id, or relative to head or base, as in head-1");
  }
  const Heads found = resolve(target, {}, whole);
  if (found.size() == 1) return *order_[at(*found.begin())];
  if (found.empty()) {
    throw UsageError(
        fmt::format("\"{}\" is no revision: it is the state before the first one", whole), std::nullopt,
        empty() ? "retort revision -m MESSAGE writes the first one" : fmt::format("the first: {}", listed(bases())));
  }
  throw UsageError(fmt::format("\"{}\" is more than one revision: {}", whole, join({found.begin(), found.end()}, ", ")),
                   std::nullopt, "name one of them");
}

}  // namespace retort
