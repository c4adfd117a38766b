#include "cli/json.hpp"

#include <nlohmann/json.hpp>

#include "cli/check_text.hpp"
#include "command/answers.hpp"
#include "operation/describe.hpp"

namespace retort::cli {

void print_json(const Output& output, const Json& document) {
  output.line(document.dump(2, ' ', false, Json::error_handler_t::replace));
}

Json to_json(const command::RevisionInfo& info) {
  Json json = {{"id", info.id}, {"revises", info.revises}, {"message", info.message}};
  if (!info.branch_labels.empty()) json["branch_labels"] = info.branch_labels;
  if (!info.depends_on.empty()) json["depends_on"] = info.depends_on;
  json["create_date"] = info.create_date;
  json["path"] = info.path;
  json["head"] = info.is_head;
  if (info.is_depended_on) json["depended_on"] = true;
  if (info.is_branchpoint) json["branchpoint"] = true;
  if (info.is_mergepoint) json["mergepoint"] = true;
  json["current"] = info.is_current;
  json["pending"] = info.is_pending;
  if (info.from_journal) json["from_journal"] = true;
  if (info.progress)
    json["partly_applied"] = {{"direction", to_string(info.progress->direction)},
                              {"steps_done", info.progress->steps_done},
                              {"steps", info.progress->steps},
                              {"statements_done", info.progress->statements_done}};
  return json;
}

Json to_json(const std::vector<command::RevisionInfo>& infos) {
  Json json = Json::array();
  for (const command::RevisionInfo& info : infos) json.push_back(to_json(info));
  return json;
}

Json to_json(const std::vector<NotCovered>& objects) {
  Json json = Json::array();
  for (const NotCovered& object : objects)
    json.push_back({{"kind", object.kind}, {"name", object.name.to_string()}, {"reason", object.reason}});
  return json;
}

Json to_json(const command::Comparison& comparison) {
  if (!comparison.compared) return {{"compared", false}, {"why_not", comparison.why_not}};
  return {{"compared", true},
          {"equal", comparison.equal()},
          {"differences", describe(comparison.operations)},
          {"operations", to_json(comparison.operations)},
          {"possible_renames", to_json(comparison.questions)},
          {"not_covered", to_json(comparison.not_covered)}};
}

Json to_json(const std::vector<RenameQuestion>& questions) {
  Json json = Json::array();
  for (const RenameQuestion& question : questions) {
    Json candidates = Json::array();
    for (const RenameQuestion::Candidate& candidate : question.candidates)
      candidates.push_back({{"from", spoken(candidate.from)},
                            {"score", candidate.score},
                            {"flag", command::rename_flag(question, candidate.from)}});
    Json one = {{"kind", to_string(question.to.kind)}};
    if (question.to.kind == ObjectKind::column) one["table"] = question.to.name.to_string();
    one["to"] = spoken(question.to);
    one["candidates"] = candidates;
    json.push_back(one);
  }
  return json;
}

Json to_json(const OperationList& operations) {
  Json json = Json::array();
  for (const Operation& operation : operations) json.push_back(retort::to_json(operation));
  return json;
}

Json to_json(const std::vector<Loss>& losses) {
  Json json = Json::array();
  for (const Loss& loss : losses) {
    Json one = {{"table", loss.table.to_string()}};
    if (loss.column) one["column"] = loss.column->text();
    one["what"] = loss.what;
    json.push_back(one);
  }
  return json;
}

Json to_json(const Outcome& outcome) {
  return {{"before", outcome.before},
          {"after", outcome.after},
          {"ran", outcome.ran},
          {"statements", outcome.statements},
          {"warnings", outcome.warnings}};
}

Json to_json(const Obstacle& obstacle) {
  Json json = {{"revision", obstacle.revision}, {"message", obstacle.message}, {"warning", obstacle.warning}};
  if (!obstacle.where.file.empty()) json["where"] = obstacle.where.to_string();
  if (!obstacle.hint.empty()) json["hint"] = obstacle.hint;
  return json;
}

Json to_json(const CheckResult& check) {
  return {{"name", check.name},
          {"status", status_name(check.status)},
          {"looked_at", check.looked_at},
          {"differences", check.differences}};
}

}  // namespace retort::cli
