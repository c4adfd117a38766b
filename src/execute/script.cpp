#include "execute/script.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.hpp"
#include "execute/script_connection.hpp"
#include "execute/stamp.hpp"
#include "sql/quote.hpp"

namespace retort {

namespace {

/// A comment ends with its line, and what stands behind that would run.
std::string in_one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return text;
}

/// A comment above each step: what a live run says on the terminal.
class Titles final : public Observer {
 public:
  explicit Titles(std::string& text) : text_(text) {}

  void step_started(const PlannedStep& step) override {
    const RevisionFile& file = *step.file;
    const bool up = step.direction == Direction::upgrade;
    const std::string below = join(file.revises, ", ");
    text_ += fmt::format("\n-- Running {} {} -> {}, {}", to_string(step.direction), up ? below : file.id,
                         up ? file.id : below, in_one_line(file.message));
    text_ += step.of > 1 ? fmt::format(" (step {} of {})\n", step.number, step.of) : "\n";
  }
  void warning(const std::string& message) override { warnings.push_back(message); }

  std::vector<std::string> warnings;

 private:
  std::string& text_;
};

class Writer {
 public:
  Writer(const Driver& driver, const ScriptOptions& options)
      : driver_(driver), shell_(driver.shell()), options_(options) {
    options_.run.now = [] { return std::string(kServerTime); };
    text_ = fmt::format("-- {}\n", options_.what);
    if (!options_.tag.empty()) text_ += fmt::format("-- Tag: {}\n", in_one_line(options_.tag));
    text_ += fmt::format("-- Run it with: {}\n\n{}", shell_.usage(), shell_.opening(options_.connect));
  }

  const RunOptions& run_options() const { return options_.run; }
  std::string& text() { return text_; }
  std::string table() const { return quote(driver_.dialect().lexicon(), options_.run.names.version_table); }

  /// The two tables, and, where `from` is told, that the database is there.
  void tables(const Heads* from) {
    text_ += "\n" + shell_.begin(StepMode::transactional);
    for (const std::string& statement :
         driver_.bookkeeping_ddl(options_.run.names.version_table, options_.run.names.journal))
      text_ += statement + ";\n";
    if (from != nullptr) text_ += shell_.require_heads(table(), *from);
    text_ += shell_.commit(StepMode::transactional);
  }

  OfflineScript finish(std::vector<std::string> warnings) {
    const std::string closing = shell_.closing(options_.connect);
    if (!closing.empty()) text_ += "\n" + closing;
    return {std::move(text_), std::move(warnings)};
  }

 private:
  const Driver& driver_;
  const Shell& shell_;
  ScriptOptions options_;
  std::string text_;
};

/// Operations become statements where a database is; a C++ function is no SQL anywhere.
void refuse_code(const Plan& plan, bool rehearsed) {
  for (const PlannedStep& step : plan.steps) {
    if (step.body == nullptr) continue;
    const bool has_operations = step.body->operations && !rehearsed;
    if (!has_operations && step.body->calls.empty()) continue;
    const std::string what = has_operations ? "operations, which are SQL only beside the database that they change"
                                            : "a C++ function, which is no SQL";
    throw ProjectError(fmt::format("the {} of revision {} can't be written as a script: it holds {}",
                                   to_string(step.direction), step.file->id, what),
                       SourceLocation{step.file->source.name(), step.body->line, 0},
                       "run this revision from the program, and write scripts for what comes before and after it");
  }
}

}  // namespace

OfflineScript run_script(const RevisionGraph& files, const Heads& from, const Destination& target, Direction direction,
                         const Driver& driver, const ScriptOptions& options) {
  Applied applied;
  applied.rows = from;
  carry_over(applied, files);
  refuse_code(make_plan(files, applied, target, direction), bool(options.run.rehearse));
  Writer writer(driver, options);
  writer.tables(&from);
  ScriptConnection connection(driver, options.run.names, from, writer.text());
  Titles titles(writer.text());
  run(files, target, direction, driver, connection, writer.run_options(), titles);
  return writer.finish(std::move(titles.warnings));
}

OfflineScript stamp_script(const RevisionGraph& files, const Heads& from, const Heads& target, bool purge,
                           const Driver& driver, const ScriptOptions& options) {
  Writer writer(driver, options);
  writer.tables(purge ? nullptr : &from);
  writer.text() += "\n";
  ScriptConnection connection(driver, options.run.names, purge ? Heads{} : from, writer.text());
  if (purge) connection.begin_with(fmt::format("DELETE FROM {};\n", writer.table()));
  stamp(files, target, driver, connection, writer.run_options());
  return writer.finish({});
}

OfflineScript bookkeeping_script(const Driver& driver, const ScriptOptions& options) {
  Writer writer(driver, options);
  writer.tables(nullptr);
  return writer.finish({});
}

}  // namespace retort
