#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.hpp"
#include "plan/obstacle.hpp"
#include "revision/replaced_file.hpp"
#include "sql/token.hpp"

namespace retort {

namespace {

std::string parent_of(const RevisionFile& file) { return file.revises.empty() ? "base" : file.revises.front(); }

SourceLocation at(const RevisionFile& file, int line) { return {file.source.name(), line, 0}; }

/// The first step, from 0, that is not what ran; none where all are.
std::optional<std::size_t> first_changed(const std::vector<Step>& steps, const std::vector<std::string>& ran) {
  for (std::size_t i = 0; i < ran.size(); ++i) {
    if (i >= steps.size() || steps[i].hash != ran[i]) return i;
  }
  return std::nullopt;
}

/// Where the journal knows `file` only as what it replaces: the first of these that ran as another text than the one
/// that was squashed.
const ReplacedFile* first_other(const RevisionFile& file, const Applied& applied) {
  for (const ReplacedFile& record : file.replaced_files) {
    const auto ran = applied.upgrade_hashes.find(record.id);
    if (ran != applied.upgrade_hashes.end() && upgrade_mark(ran->second) != record.upgrade) return &record;
  }
  return nullptr;
}

class Search {
 public:
  Search(const Plan& plan, const RevisionGraph& graph, const Applied& applied, const Dialect& dialect,
         bool is_protected, bool one_transaction)
      : plan_(plan),
        graph_(graph),
        applied_(applied),
        dialect_(dialect),
        is_protected_(is_protected),
        one_transaction_(one_transaction) {}

  std::vector<Obstacle> run() {
    edited_files();
    moved_files();
    across();
    const RevisionFile* last = nullptr;
    for (const PlannedStep& step : plan_.steps) {
      if (step.file.get() != last) whole_file(*step.file);
      last = step.file.get();
      if (step.body == nullptr) continue;
      forbidden(*step.file, *step.body);
      if (one_transaction_) own_transaction(step);
    }
    return std::move(found_);
  }

 private:
  void add(Obstacle::Kind kind, const RevisionFile& file, int line, std::string message, std::string hint,
           bool warning = false) {
    found_.push_back({kind, file.id, at(file, line), std::move(message), std::move(hint), warning});
  }

  void edited_files() {
    const std::vector<RevisionId> ids = edited(graph_, applied_);
    if (ids.empty()) return;
    std::set<RevisionId> touched;
    for (const PlannedStep& step : plan_.steps) touched.insert(step.file->id);
    const std::set<RevisionId> below = graph_.ancestors(touched.empty() ? plan_.to : touched);
    for (const RevisionId& id : ids) {
      const RevisionFile& file = *graph_.find(id);
      const bool upgrade = plan_.direction == Direction::upgrade;
      if (!is_protected_ && !upgrade && !touched.contains(id)) continue;
      if (!is_protected_ && upgrade && !below.contains(id)) continue;
      edited_file(file, !is_protected_ && (!upgrade || plan_.steps.empty()));
    }
  }

  void edited_file(const RevisionFile& file, bool warning) {
    if (!applied_.upgrade_hashes.contains(file.id)) return squashed_file(file, warning);
    const std::vector<std::string>& ran = applied_.upgrade_hashes.at(file.id);
    const std::size_t changed = first_changed(file.upgrade, ran).value_or(ran.size());
    const int line = changed < file.upgrade.size() ? file.upgrade[changed].line : 0;
    std::string message = fmt::format("revision {} was edited after it was applied: ", file.id);
    if (changed < file.upgrade.size() && changed < ran.size()) {
      message += fmt::format("upgrade step {} is not what ran", changed + 1);
    } else {
      message += fmt::format("{} upgrade steps ran, the file has {}", ran.size(), file.upgrade.size());
    }
    std::string hint;
    if (is_protected_) {
      hint = fmt::format(
          "put back what ran (`git log -p -- {0}` shows it) and make the change a revision of its own: "
          "`retort revision -m MESSAGE`",
          file.source.name());
    } else {
      hint = fmt::format(
          "run the new text: `retort downgrade {}`, then `retort upgrade {}`; or put back what ran "
          "(`git log -p -- {}`); or, where the database is already as the file says: "
          "`retort repair {} --as applied`",
          parent_of(file), file.id, file.source.name(), file.id);
    }
    add(Obstacle::Kind::edited, file, line, std::move(message), std::move(hint), warning);
  }

  void squashed_file(const RevisionFile& file, bool warning) {
    const ReplacedFile& record = *first_other(file, applied_);
    add(Obstacle::Kind::edited, file, file.lines.replaces,
        fmt::format("revision {} ran here as another text than the one that {} was squashed from", record.id, file.id),
        fmt::format("bring the database to where {0} ends (`retort diff database chain@{0}` says what it lacks), then "
                    "`retort repair {0} --as applied`",
                    file.id),
        warning && plan_.direction == Direction::downgrade);
  }

  /// The version table says that all runs below a head, and a file that got another parent later makes that untrue.
  void moved_files() {
    const std::set<RevisionId> standing = graph_.ancestors(applied_.heads);
    for (const auto& file : graph_.order()) {
      const std::optional<std::vector<RevisionId>> ran = ran_on(*file);
      if (!ran || !standing.contains(file->id) || *ran == file->revises) continue;
      const std::vector<RevisionId> never = never_ran(*file, *ran);
      if (!never.empty()) moved(*file, *ran, never);
    }
  }

  /// Of one that ran under the names of what it replaced: where the first of these began.
  std::optional<std::vector<RevisionId>> ran_on(const RevisionFile& file) const {
    if (const auto known = applied_.revises.find(file.id); known != applied_.revises.end()) return known->second;
    const std::set<RevisionId> inside(file.replaces.begin(), file.replaces.end());
    for (const RevisionId& id : file.replaces) {
      const auto known = applied_.revises.find(id);
      if (known == applied_.revises.end()) continue;
      if (std::none_of(known->second.begin(), known->second.end(),
                       [&](const RevisionId& below) { return inside.contains(below); }))
        return known->second;
    }
    return std::nullopt;
  }

  /// What `file` stands on by its header, did not when it ran, and no other row of the journal speaks of.
  std::vector<RevisionId> never_ran(const RevisionFile& file, const std::vector<RevisionId>& ran_on) const {
    Heads before;
    for (const RevisionId& id : ran_on)
      for (const RevisionId& name : names_of(id))
        if (const RevisionFile* known = graph_.find(name)) before.insert(known->id);
    const std::set<RevisionId> below = graph_.ancestors(before);
    std::vector<RevisionId> never;
    const std::set<RevisionId> now = graph_.ancestors(Heads(file.revises.begin(), file.revises.end()));
    for (const auto& other : graph_.order())
      if (now.contains(other->id) && !below.contains(other->id) && !applied_.upgrade_hashes.contains(other->id))
        never.push_back(other->id);
    return never;
  }

  /// With the names of what it replaced, where only the journal knows it: these files are older than the squash.
  std::vector<RevisionId> names_of(const RevisionId& id) const {
    std::vector<RevisionId> names = {id};
    const auto text = applied_.texts.find(id);
    if (graph_.find(id) != nullptr || text == applied_.texts.end()) return names;
    const RevisionFile file = parse_revision(SourceText(id, text->second), dialect_.lexicon());
    names.insert(names.end(), file.stands_at.begin(), file.stands_at.end());
    return names;
  }

  void moved(const RevisionFile& file, const std::vector<RevisionId>& ran_on, const std::vector<RevisionId>& never) {
    const std::string now = parent_of(file);
    const std::string then = ran_on.empty() ? "base" : join(ran_on, " ");
    add(Obstacle::Kind::moved, file, file.lines.revises,
        fmt::format("revision {} ran on {}, and its file says now that it revises {}: {} did not run here", file.id,
                    ran_on.empty() ? "base" : join(ran_on, ", "), now, join(never, ", ")),
        fmt::format(
            "take it back, say where the database is then, and go on: `retort downgrade {}`, `retort stamp {}`, "
            "`retort upgrade head`",
            now, then),
        plan_.direction == Direction::downgrade);
  }

  /// Half an upgrade can't be downgraded, nor half a downgrade upgraded: nobody wrote that script.
  void across() {
    if (applied_.partial.empty()) return;
    const std::set<RevisionId> standing = graph_.ancestors(applied_.heads);
    for (const auto& [id, progress] : applied_.partial) {
      if (progress.direction == plan_.direction) continue;
      if (progress.direction == Direction::upgrade && standing.contains(id)) continue;  // another tool finished it
      const RevisionFile* file = graph_.find(id);
      Obstacle obstacle;
      obstacle.kind = Obstacle::Kind::partly_applied;
      obstacle.revision = id;
      if (file != nullptr) obstacle.where = at(*file, 0);
      const bool upgrade = progress.direction == Direction::upgrade;
      obstacle.message = fmt::format("revision {} is {}: there is no {} from there", id, describe(progress),
                                     to_string(plan_.direction));
      obstacle.hint = fmt::format(
          "finish it: `retort {} {}`; or put the database right by hand and say so: "
          "`retort repair {} --as applied` or `--as unapplied`",
          to_string(progress.direction),
          upgrade ? id
          : file  ? parent_of(*file)
                  : "-1",
          id);
      found_.push_back(std::move(obstacle));
    }
  }

  void whole_file(const RevisionFile& file) {
    const bool downgrade = plan_.direction == Direction::downgrade;
    if (downgrade && file.no_downgrade && file.no_downgrade->irreversible) {
      add(Obstacle::Kind::irreversible, file, file.no_downgrade->line,
          fmt::format("revision {} can't be downgraded: {}", file.id, file.no_downgrade->reason),
          fmt::format("stop above it: `retort downgrade {}`", file.id));
    }
    for (const Step& step : file.steps(plan_.direction)) {
      for (const Todo& todo : step.todos) {
        add(Obstacle::Kind::todo, file, todo.line,
            fmt::format("revision {} is not finished: todo {}", file.id, todo.what),
            fmt::format("fill it in and take out the todo line, then run the {} again", to_string(plan_.direction)));
      }
    }
    const auto partial = applied_.partial.find(file.id);
    if (partial != applied_.partial.end() && partial->second.direction == plan_.direction)
      finished(file, partial->second);
  }

  /// What ran of a partly applied revision must stand unchanged; the rest may be mended.
  void finished(const RevisionFile& file, const Progress& progress) {
    const std::vector<Step>& steps = file.steps(plan_.direction);
    const auto changed = [&](int line, const std::string& what) {
      add(Obstacle::Kind::partly_applied, file, line,
          fmt::format("revision {} is partly applied, and {}, which ran, was changed", file.id, what),
          fmt::format(
              "put back what ran; or put the database right by hand and say so: `retort repair {} --as applied` "
              "or `--as unapplied`",
              file.id));
    };
    if (const auto index = first_changed(steps, progress.hashes)) {
      return changed(*index < steps.size() ? steps[*index].line : 0,
                     fmt::format("{} step {}", to_string(plan_.direction), *index + 1));
    }
    if (progress.statements_done == 0) return;
    const std::size_t next = progress.hashes.size();
    if (next >= steps.size() || steps[next].mode != StepMode::autocommit) {
      return changed(next < steps.size() ? steps[next].line : 0,
                     fmt::format("{} step {}", to_string(plan_.direction), next + 1));
    }
    const std::vector<StepStatement>& statements = steps[next].statements;
    for (std::size_t i = 0; i < progress.statement_hashes.size(); ++i) {
      if (i < statements.size() && token_hash(statements[i].text, dialect_.lexicon()) == progress.statement_hashes[i])
        continue;
      return changed(i < statements.size() ? statements[i].line : steps[next].line,
                     fmt::format("statement {} of {} step {}", i + 1, to_string(plan_.direction), next + 1));
    }
  }

  void forbidden(const RevisionFile& file, const Step& step) {
    for (const StepStatement& statement : step.statements) {
      const std::string reason = dialect_.refusal(statement.text, step.mode);
      if (reason.empty()) continue;
      add(Obstacle::Kind::forbidden_statement, file, statement.line, fmt::format("revision {}: {}", file.id, reason),
          fmt::format("edit the file, then run the {} again", to_string(plan_.direction)));
    }
  }

  void own_transaction(const PlannedStep& step) {
    const std::string_view mode = to_string(step.body->mode);
    if (mode.empty()) return;
    add(Obstacle::Kind::own_transaction, *step.file, step.body->line,
        fmt::format("revision {}: {} step {} is `{}`, and can't stand in one transaction with the whole run",
                    step.file->id, to_string(plan_.direction), step.number, mode),
        "set transaction = \"step\" for this run: each step commits by itself then");
  }

  const Plan& plan_;
  const RevisionGraph& graph_;
  const Applied& applied_;
  const Dialect& dialect_;
  const bool is_protected_;
  const bool one_transaction_;
  std::vector<Obstacle> found_;
};

}  // namespace

std::vector<RevisionId> edited(const RevisionGraph& graph, const Applied& applied) {
  std::vector<RevisionId> ids;
  const std::set<RevisionId> standing = graph.ancestors(applied.heads);
  for (const auto& file : graph.order()) {
    const auto ran = applied.upgrade_hashes.find(file->id);
    if (!standing.contains(file->id)) continue;
    if (ran == applied.upgrade_hashes.end()) {
      if (first_other(*file, applied) != nullptr) ids.push_back(file->id);
      continue;
    }
    if (ran->second.size() != file->upgrade.size() || first_changed(file->upgrade, ran->second))
      ids.push_back(file->id);
  }
  return ids;
}

std::vector<Obstacle> obstacles(const Plan& plan, const RevisionGraph& graph, const Applied& applied,
                                const Dialect& dialect, bool is_protected, bool one_transaction) {
  return Search(plan, graph, applied, dialect, is_protected, one_transaction).run();
}

}  // namespace retort
