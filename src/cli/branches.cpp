#include "command/branches.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/invocation.hpp"
#include "cli/json.hpp"
#include "cli/revision_text.hpp"
#include "cli/verbs.hpp"

namespace retort::cli {

namespace {

constexpr Marks kAll{true, true};

void print_branchpoint(const Output& output, const command::Branchpoint& point) {
  const bool verbose = output.verbosity > 0;
  output.line(verbose ? long_entry(output, point.revision) : short_line(output, point.revision, kAll));
  for (const command::RevisionInfo& child : point.children) {
    output.line(fmt::format("{:{}} -> {}{}", "", point.revision.id.size(), short_line(output, child, kAll),
                            verbose ? ", " + child.message : ""));
  }
  output.line();
}

int run_branches(Invocation& invocation, const Call&) {
  const Output& output = invocation.output;
  const std::vector<command::Branchpoint> points = command::branches(invocation.context());
  if (output.json) {
    Json documents = Json::array();
    for (const command::Branchpoint& point : points) {
      documents.push_back(to_json(point.revision));
      documents.back()["children"] = to_json(point.children);
    }
    print_json(output, {{"branchpoints", documents}});
    return 0;
  }
  for (const command::Branchpoint& point : points) print_branchpoint(output, point);
  return 0;
}

}  // namespace

Verb branches_verb() {
  Verb verb;
  verb.name = "branches";
  verb.summary = "Show where the revisions divide";
  verb.description = "Connects to no database.";
  verb.examples = {{"retort branches", "each branchpoint, and what revises it"},
                   {"retort branches -v", "with parents, paths and messages"}};
  verb.run = run_branches;
  return verb;
}

}  // namespace retort::cli
