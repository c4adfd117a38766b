#include "command/upgrade.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/ascii.hpp"
#include "cli/invocation.hpp"
#include "cli/json.hpp"
#include "cli/offline_text.hpp"
#include "cli/progress.hpp"
#include "cli/revision_text.hpp"
#include "cli/verbs.hpp"

namespace retort::cli {

namespace {

using Sql = OfflineScript (*)(const Context&, const std::string&, const command::OfflineOptions&);
using Migrate = command::MigrateResult (*)(const Context&, const std::string&, Observer&);

int run_migration(Invocation& invocation, const Call& call, Migrate migrate, Sql sql) {
  const Output& output = invocation.output;
  const std::string& target = call.arguments().front();
  if (call.flag("--sql")) return print_script(output, sql(invocation.context(), target, offline_options(call)));
  if (target.find(':') != std::string::npos)
    throw UsageError("Range revision not allowed", std::nullopt, "START:END goes with --sql");
  Progress progress(output);
  const command::MigrateResult result = migrate(invocation.context(), target, progress);
  const Heads& after = result.outcome.after;
  if (result.outcome.ran.empty())
    output.tell(
        fmt::format("Nothing to run: {} is at {}", result.address, join_ids({after.begin(), after.end()}, "<base>")));
  if (output.json) {
    Json json = to_json(result.outcome);
    json["database"] = result.address;
    print_json(output, json);
  }
  return 0;
}

int run_upgrade(Invocation& invocation, const Call& call) {
  return run_migration(invocation, call, command::upgrade, command::upgrade_sql);
}
int run_downgrade(Invocation& invocation, const Call& call) {
  return run_migration(invocation, call, command::downgrade, command::downgrade_sql);
}

constexpr std::string_view kExits =
    "2: something stands in the way, and nothing ran; 4: another run held the lock too long; 5: a statement or "
    "a hook failed, and the message says where the run stands";

}  // namespace

Verb upgrade_verb() {
  Verb verb;
  verb.name = "upgrade";
  verb.summary = "Run revisions up to a target";
  verb.description =
      "Looks at everything that could stand in the way before the first statement runs. A run that was stopped, at any "
      "instant, is gone on with by the next one. Several may run at once: each revision is run by one of them.\n\n"
      "TARGET is head, heads (of all branches), an id or the beginning of one, +2 (two further), id+1, or one of these "
      "on a "
      "branch, as in shop@head: docs/branches.md.";
  verb.arguments = {{"TARGET", "head, heads, an id or its beginning, +N, id+N, label@TARGET", 1, 1}};
  verb.examples = {{"retort upgrade head", "all that is pending"},
                   {"retort upgrade +1", "the next one only"},
                   {"retort upgrade shop@head", "one branch, and what it depends on"},
                   {"retort --env production upgrade head", "on another environment"},
                   {"retort upgrade head --sql", "a script that makes it all, from base"},
                   {"retort upgrade 3f2a:head --sql", "what comes after 3f2a"}};
  verb.options = {sql_option(), tag_option()};
  verb.exits = kExits;
  verb.run = run_upgrade;
  return verb;
}

Verb downgrade_verb() {
  Verb verb;
  verb.name = "downgrade";
  verb.summary = "Take revisions back down to a target";
  verb.description =
      "TARGET is -1 (one back), base (all), an id or the beginning of one, id-1, or one of these on a branch, as in "
      "shop@-1 or shop@base: the others stay.";
  verb.arguments = {{"TARGET", "-N, base, an id or its beginning, id-N, label@TARGET", 1, 1}};
  verb.examples = {{"retort downgrade -1", "the newest one that is applied"},
                   {"retort downgrade base", "all of them"},
                   {"retort downgrade shop@base", "one branch"},
                   {"retort downgrade head:3f2a --sql", "a script that goes back"}};
  verb.options = {sql_option(), tag_option()};
  verb.exits = kExits;
  verb.run = run_downgrade;
  return verb;
}

}  // namespace retort::cli
