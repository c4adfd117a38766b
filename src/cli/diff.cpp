#include "command/diff.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/ask.hpp"
#include "cli/comparison_text.hpp"
#include "cli/invocation.hpp"
#include "cli/json.hpp"
#include "cli/verbs.hpp"

namespace retort::cli {

namespace {

void print_statements(const Output& output, const command::Script& script) {
  for (const Statement& statement : script.statements) {
    for (const std::string& comment : statement.comments) output.line(output.paint(Colour::red, "-- " + comment));
    if (statement.todo) output.line(output.paint(Colour::red, "-- retort: todo " + *statement.todo));
    output.line(statement.text + ";");
  }
}

Json document(const command::DiffResult& result) {
  Json json = {{"from", result.from}, {"to", result.to}};
  if (!result.questions.empty()) {
    json["questions"] = to_json(result.questions);
    return json;
  }
  Json statements = Json::array();
  for (const Statement& statement : result.script.statements) statements.push_back(statement.text);
  json["equal"] = result.script.operations.empty();
  json["operations"] = to_json(result.script.operations);
  json["losses"] = to_json(result.script.losses);
  json["sql"] = statements;
  json["not_covered"] = to_json(result.not_covered);
  return json;
}

int run_diff(Invocation& invocation, const Call& call) {
  command::DiffCallOptions options;
  if (!call.arguments().empty()) options.from = call.arguments().front();
  if (call.arguments().size() == 2) options.to = call.arguments().back();
  options.renames = call.all("--rename");
  options.existing = call.all("--existing");
  options.answers.no_renames = call.flag("--no-rename");
  const Output& output = invocation.output;
  const Context context = invocation.context();
  command::DiffResult result = command::diff(context, options);
  while (!result.questions.empty() && output.terminal && !output.json) {
    ask_renames(invocation, result.questions, options.answers);
    result = command::diff(context, options);
  }
  if (output.json) print_json(output, document(result));
  if (!result.questions.empty()) {
    print_questions(output, result.questions);
    return 1;
  }
  if (!output.json) print_statements(output, result.script);
  if (!result.not_covered.empty())
    output.tell(fmt::format("{} of {} not read", counted(result.not_covered.size(), "object"), result.to));
  return result.script.operations.empty() ? 0 : 1;
}

}  // namespace

Verb diff_verb() {
  Verb verb;
  verb.name = "diff";
  verb.summary = "Print the SQL that turns one state into another";
  verb.description =
      "A and B are any of: models (the schema that the project says), chain (what the revision files make), chain@REV, "
      "chain@current, database, a .sql file, a URL, empty. With --json, the operations too. Reads only.";
  verb.arguments = {{"A", "the state to start from; chain if left out", 0, 1},
                    {"B", "the state to end at; models if left out", 0, 1}};
  verb.options = {
      {"--rename", "OLD=NEW", "this was renamed: TABLE=NEW, TABLE.COLUMN=NEW, or on PostgreSQL KIND:OLD=NEW", true},
      {"--no-rename", "", "nothing else was renamed: drop and add is meant"},
      {"--existing", "T.C=EXPR", "the value of a new column for the rows that exist", true}};
  verb.examples = {{"retort diff", "what the next revision would hold"},
                   {"retort diff database chain@current", "what would undo changes made by hand"},
                   {"retort diff empty models", "the whole schema"}};
  verb.exits = "1: they differ, or a rename is not decided";
  verb.run = run_diff;
  return verb;
}

}  // namespace retort::cli
