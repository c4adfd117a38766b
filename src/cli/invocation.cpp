#include "cli/invocation.hpp"

#include <memory>
#include <set>

#include "command/surroundings.hpp"

namespace retort::cli {

Surroundings Invocation::surroundings() const {
  Surroundings context = surroundings_of_process(process_environment);
  context.drivers = program.drivers;
  context.models = program.models;
  context.revisions = program.revisions;
  context.working_directory = working_directory;
  context.cancellation = cancellation;
  // A command that asks and starts over says it once all the same.
  context.note = [told = std::make_shared<std::set<std::string>>(), to = output](const std::string& text) {
    if (told->insert(text).second) to.tell("note: " + text);
  };
  return context;
}

Context Invocation::context() const {
  return {surroundings(), Project::open(project_options), project_options.environment || project_options.url};
}

}  // namespace retort::cli
