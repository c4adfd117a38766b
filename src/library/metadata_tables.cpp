// Metadata::create_all and drop_all: the difference between what is there and what the models say, of which only what
// is missing, or only what is there, is looked at.
#include <algorithm>

#include "diff/diff.hpp"
#include "driver/driver.hpp"
#include "model/declared.hpp"
#include "retort/metadata.hpp"
#include "state/load_script.hpp"
#include "state/model_script.hpp"
#include "state/schema_sql.hpp"

namespace retort {
namespace {

std::filesystem::path here() {
  std::error_code failure;
  return std::filesystem::current_path(failure);
}

class LiveModels {
 public:
  LiveModels(const Metadata& metadata, const Driver& driver, const std::string& url)
      : url_(Url::parse(url).resolved(here())) {
    if (url_.scheme != driver.dialect().name())
      throw UsageError("the URL is not of the driver's engine", std::nullopt, "pass the driver of " + url_.scheme);
    ScratchPlace place;
    place.target = url_;
    own_ = driver.with_scratch(place);
    driver_ = own_ ? own_.get() : &driver;
    declared_ = declare(metadata, driver_->dialect());
    ConnectOptions options;
    options.create = true;
    connection_ = driver_->connect(url_, options);
  }

  void create() {
    const Schema there = driver_->inspect(*connection_, {});
    Schema missing = models();
    std::erase_if(missing.tables, [&](const auto& entry) { return there.tables.contains(entry.first); });
    std::erase_if(missing.definitions, [&](const auto& entry) { return there.definitions.contains(entry.first); });
    run(schema_sql(missing, driver_->dialect(), connection_->version()));
  }

  void drop() {
    if (!driver_->exists(url_)) return;
    Schema there = driver_->inspect(*connection_, {});
    const Schema all = models();
    std::erase_if(there.tables, [&](const auto& entry) { return !all.tables.contains(entry.first); });
    std::erase_if(there.definitions, [&](const auto& entry) { return !all.definitions.contains(entry.first); });
    const Dialect& dialect = driver_->dialect();
    const OperationList operations =
        diff(there, {}, dialect.capabilities(connection_->version()), dialect, dialect.lexicon()).operations;
    std::vector<Statement> statements;
    for (const Operation& operation : dialect.lower(operations, there, connection_->version()))
      for (Statement& statement : dialect.render(operation, connection_->version()))
        statements.push_back(std::move(statement));
    unify_modes(statements);
    const StepMode mode = statements.empty() ? StepMode::transactional : statements.front().mode;
    const std::unique_ptr<StepTransaction> step = connection_->begin_step(mode);
    for (const Statement& statement : statements) step->run(statement);
    step->commit();
  }

 private:
  /// As the engine spells it, the tables that somebody else makes as well.
  Schema models() const {
    const std::unique_ptr<Scratch> scratch = driver_->make_scratch();
    const std::string text = model_script(declared_, driver_->dialect(), scratch->connection().version());
    const Script script = read_script(SourceText(std::string(kModelsName), text), {}, driver_->dialect().lexicon());
    load_schema(scratch->connection(), schema_statements(script, driver_->dialect().lexicon()).statements);
    return driver_->inspect(scratch->connection(), {});
  }

  void run(const std::vector<std::string>& statements) {
    if (statements.empty()) return;
    const std::unique_ptr<StepTransaction> step = connection_->begin_step(StepMode::transactional);
    for (const std::string& statement : statements) {
      Statement one;
      one.text = statement;
      step->run(one);
    }
    step->commit();
  }

  Url url_;
  std::unique_ptr<Driver> own_;
  const Driver* driver_;
  Declared declared_;
  std::unique_ptr<Connection> connection_;
};

}  // namespace

void Metadata::create_all(const Driver& driver, const std::string& url) const {
  LiveModels(*this, driver, url).create();
}

void Metadata::drop_all(const Driver& driver, const std::string& url) const { LiveModels(*this, driver, url).drop(); }

}  // namespace retort
