#include "verify/verify.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.hpp"
#include "operation/describe.hpp"
#include "verify/branch_orders.hpp"
#include "verify/published.hpp"
#include "verify/round_trip.hpp"
#include "verify/row_image.hpp"

namespace retort {
namespace {

std::string count(std::size_t number, std::string_view noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

CheckResult check_heads(const RevisionGraph& graph) {
  CheckResult result;
  result.name = "one head";
  const std::vector<RevisionId> heads = graph.heads();
  result.looked_at = count(graph.order().size(), "revision");
  if (heads.size() <= 1) {
    if (!heads.empty()) result.looked_at += ", head " + heads.front();
    return result;
  }
  for (const RevisionId& head : heads)
    result.fail(fmt::format("{} is a head: {}", head, graph.find(head)->source.name()));
  result.differences.push_back("bring them together: retort merge " + join(heads, " "));
  return result;
}

std::string question_text(const RenameQuestion& question) {
  return fmt::format("{} '{}' is new, and may be what was '{}'", to_string(question.to.kind), question.to.to_string(),
                     spoken(question.candidates.front().from));
}

CheckResult skipped(std::string name, std::string why) {
  return {std::move(name), CheckResult::Status::skipped, std::move(why), {}};
}

class Verification {
 public:
  Verification(States& states, const Driver& driver, const RevisionGraph& graph, const Settings& settings)
      : states_(states), driver_(driver), graph_(graph), settings_(settings) {}

  VerifyReport report(const Published& published, const VerifyOptions& options) {
    add(check_heads(graph_));
    check_left_out();
    PublishedReading reading = check_published(published, graph_, lexicon(), settings_.main_branch);
    add(std::move(reading.check));
    one_head_ = graph_.heads().size() <= 1;
    attempt("models = chain", [&](CheckResult& result) { check_models(result); });
    attempt("seeds load at head", [&](CheckResult& result) { check_seeds(result); });
    check_bodies();
    prove(published, reading.unchanged, options);
    return std::move(report_);
  }

 private:
  void add(CheckResult result) { report_.checks.push_back(std::move(result)); }

  /// What was edited in a file that no longer counts would be lost without a word.
  void check_left_out() {
    CheckResult result;
    result.name = "replaced files are gone";
    for (const auto& file : graph_.left_out()) {
      const RevisionFile& by = *graph_.replacement(file->id);
      const std::string why = kept_for(*file, by);
      if (why.empty()) {
        report_.notes.push_back(
            fmt::format("{} is left out, {} replaces it: `retort squash` removes it", file->source.name(), by.id));
      } else {
        result.fail(fmt::format("{} is left out, {} replaces it, and {}", file->source.name(), by.id, why));
      }
    }
    if (result.status != CheckResult::Status::failed) return;
    result.differences.push_back("take what is new in it over into a revision of its own, and delete the file");
    add(std::move(result));
  }

  /// What a check throws is its difference.
  template <class Check>
  void attempt(std::string name, Check check) {
    CheckResult result;
    result.name = std::move(name);
    try {
      check(result);
    } catch (const Interrupted&) {
      throw;
    } catch (const Error& error) {
      result.fail(difference_of(error));
    }
    add(std::move(result));
  }

  Heads heads() const { return graph_.tips(); }

  void check_models(CheckResult& result) {
    if (!states_.has_models()) {
      result = skipped(result.name, "the project names no schema");
      return;
    }
    const Schema models = states_.load(ModelsSource{});
    const Schema chain = states_.load(ChainSource{heads()});
    result.looked_at =
        fmt::format("{}, {}", count(models.tables.size(), "table"), count(models.definitions.size(), "other object"));
    const Difference difference = states_.difference(chain, models, states_.model_answers());
    for (const std::string& line : describe(difference.operations)) result.fail(line);
    for (const RenameQuestion& question : difference.questions) result.fail(question_text(question));
    if (!result.differences.empty())
      result.differences.push_back("write what is missing: retort revision --autogenerate -m MESSAGE");
    check_not_covered(models, result);
  }

  void check_not_covered(const Schema& models, CheckResult& result) const {
    if (models.not_covered.empty()) return;
    result.looked_at += fmt::format("; {} not read", count(models.not_covered.size(), "object"));
    if (!settings_.not_covered_is_error) return;
    for (const NotCovered& object : models.not_covered)
      result.fail(fmt::format("{} {} is not read: {}", object.kind, object.name.to_string(), object.reason));
  }

  void check_seeds(CheckResult& result) {
    if (settings_.seeds.empty()) {
      result = skipped(result.name, "the project names no seeds");
      return;
    }
    std::vector<Script> seeds = states_.seeds();
    const std::unique_ptr<Scratch> scratch = states_.replay(heads());
    const std::size_t before = read_rows(scratch->connection(), *states_.inspect(scratch->connection())).count();
    for (const Script& script : seeds) load_script(scratch->connection(), script);
    const std::size_t after = read_rows(scratch->connection(), *states_.inspect(scratch->connection())).count();
    result.looked_at = fmt::format("{}, {} loaded", count(seeds.size(), "file"), count(after - before, "row"));
    seeds_ = std::move(seeds);
  }

  /// Functions are made in an order in which they could not run; at head all that they name is there.
  void check_bodies() {
    if (!lexicon().select_may_change) return;
    CheckResult result;
    result.name = "function bodies";
    try {
      const std::unique_ptr<Scratch> scratch = states_.replay(heads());
      const BodyReport report = driver_.check_bodies(scratch->connection());
      if (report.functions == 0) return;
      result.looked_at = count(report.functions, "function");
      if (!report.limit.empty()) result.looked_at += "; " + report.limit;
      for (const std::string& problem : report.problems) result.fail(problem);
    } catch (const Interrupted&) {
      throw;
    } catch (const Error&) {
      return;  // a chain that can't be replayed is the other checks' difference
    }
    add(std::move(result));
  }

  void check_merges(const std::set<RevisionId>& revisions) {
    for (const auto& file : graph_.order()) {
      if (file->revises.size() < 2 || !revisions.contains(file->id)) continue;
      attempt(fmt::format("merge {}", file->id), [&](CheckResult& result) {
        result = prove_branch_orders(states_, graph_, file->revises);
        result.name = fmt::format("merge {}: {}", file->id, result.name);
      });
    }
  }

  void prove(const Published& published, const std::set<RevisionId>& unchanged, const VerifyOptions& options) {
    std::set<RevisionId> revisions;
    const bool every = options.all || !published.known;
    for (const auto& file : graph_.order()) {
      if (every || !unchanged.contains(file->id)) revisions.insert(file->id);
    }
    if (!published.known && !options.all) report_.notes.push_back("every revision is verified: " + published.why_not);
    if (!every && revisions.empty())
      report_.notes.push_back(fmt::format("{} has every revision: no round trip to prove (--all proves them again)",
                                          settings_.main_branch));
    check_merges(revisions);
    if (!one_head_) {
      if (!revisions.empty()) add(skipped("round trips", "there are several heads"));
      return;
    }
    for (CheckResult& result : prove_round_trips(states_, driver_, graph_, revisions, seeds_)) add(std::move(result));
  }

  const Lexicon& lexicon() const { return driver_.dialect().lexicon(); }

  States& states_;
  const Driver& driver_;
  const RevisionGraph& graph_;
  const Settings& settings_;
  bool one_head_ = true;
  std::vector<Script> seeds_;  // where they load at head
  VerifyReport report_;
};

}  // namespace

bool VerifyReport::passed() const {
  return std::none_of(checks.begin(), checks.end(),
                      [](const CheckResult& check) { return check.status == CheckResult::Status::failed; });
}

VerifyReport verify(States& states, const Driver& driver, const RevisionGraph& graph, const Settings& settings,
                    const Published& published, const VerifyOptions& options) {
  return Verification(states, driver, graph, settings).report(published, options);
}

}  // namespace retort
