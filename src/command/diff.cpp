#include "command/diff.hpp"

#include "command/answers.hpp"
#include "command/compare.hpp"
#include "command/state_name.hpp"

namespace retort::command {

DiffResult diff(const Context& context, const DiffCallOptions& options) {
  Workspace workspace(context, access_for(options.from, options.to));
  Answers answers = options.answers;
  const Lexicon& lexicon = workspace.dialect().lexicon();
  for (const std::string& text : options.renames) answers.renames.push_back(parse_rename(text, lexicon));
  for (const std::string& text : options.existing) answers.existing.push_back(parse_existing(text, lexicon));
  const Source from_source = parse_state(workspace, options.from);
  const Source to_source = parse_state(workspace, options.to);
  // schema.sql speaks of the way to the models, and of no other.
  if (std::holds_alternative<ModelsSource>(to_source)) answers = merged(answers, workspace.states().model_answers());
  const Schema from = workspace.states().load(from_source);
  const Schema to = workspace.states().load(to_source);

  DiffResult result;
  result.from = options.from;
  result.to = options.to;
  const Difference difference = workspace.difference(from, to, answers);
  result.questions = difference.questions;
  result.not_covered = to.not_covered;
  if (result.questions.empty()) result.script = make_script(difference, from, workspace.dialect(), workspace.version());
  return result;
}

}  // namespace retort::command
