#include "compiled/read_revisions.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/hash.hpp"
#include "base/sha256.hpp"

namespace retort {

namespace {

bool has_transaction(const Step& step) { return step.mode == StepMode::transactional; }

/// Where a function without a step of its own goes; none where it can't.
Step* usual_step(std::vector<Step>& steps, Direction direction) {
  if (direction == Direction::upgrade) {
    const auto last = std::find_if(steps.rbegin(), steps.rend(), has_transaction);
    return last == steps.rend() ? nullptr : &*last;
  }
  const auto first = std::find_if(steps.begin(), steps.end(), has_transaction);
  return first == steps.end() ? nullptr : &*first;
}

Step& step_of(const Revisions::Function& function, RevisionFile& file) {
  std::vector<Step>& steps = function.direction == Direction::upgrade ? file.upgrade : file.downgrade;
  const auto refused = [&](const std::string& why, int line) {
    return ProjectError(fmt::format("a C++ function runs beside the {} of revision {}, and {}",
                                    to_string(function.direction), file.id, why),
                        SourceLocation{file.source.name(), line, 0},
                        fmt::format("give it a step of its own: an empty `-- retort: {}` is one, and "
                                    "StepFunctionOptions::step its number",
                                    to_string(function.direction)));
  };
  const int number = function.options.step;
  if (number == 0) {
    if (Step* step = usual_step(steps, function.direction)) return *step;
    throw refused("no step of it is an ordinary transaction", 0);
  }
  if (number < 0 || number > static_cast<int>(steps.size()))
    throw refused(fmt::format("there is no step {}", number), 0);
  Step& step = steps[static_cast<std::size_t>(number) - 1];
  if (!has_transaction(step)) throw refused(fmt::format("step {} is {}", number, to_string(step.mode)), step.line);
  return step;
}

}  // namespace

std::vector<RevisionFile> embedded_revisions(const Revisions& revisions, const Lexicon& lexicon) {
  std::vector<RevisionFile> files;
  for (const EmbeddedRevision& each : revisions.files()) {
    if (!each.sha256.empty() && sha256(each.text) != each.sha256) {
      throw ProjectError("the text that is compiled in is not what its hash says", SourceLocation{each.name, 0, 0},
                         "build the program anew; the compiler or an editor changed the generated source");
    }
    files.push_back(parse_revision(SourceText::decode(each.name, each.text), lexicon));
  }
  return files;
}

void add_functions(const Revisions& revisions, std::vector<RevisionFile>& files) {
  for (const Revisions::Function& function : revisions.functions()) {
    const auto file = std::find_if(files.begin(), files.end(),
                                   [&](const RevisionFile& each) { return each.id == function.revision; });
    if (file == files.end()) {
      throw ProjectError(fmt::format("a C++ function runs beside revision {}, which is not there", function.revision),
                         std::nullopt, "give it the whole id of a revision that the program has");
    }
    Step& step = step_of(function, *file);
    step.calls.push_back({function.run, function.direction == Direction::downgrade});
    step.hash = content_hash(fmt::format("{}\ncall {}", step.hash, function.options.version));
  }
}

}  // namespace retort
