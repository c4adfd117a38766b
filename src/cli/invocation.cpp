#include "cli/invocation.hpp"

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <ctime>
#include <memory>
#include <random>
#include <set>

namespace retort::cli {

namespace {

// SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/) fixes the clock where output has to be
// the same twice.
std::string utc_now(const std::map<std::string, std::string>& environment) {
  std::time_t now = std::time(nullptr);
  const auto fixed = environment.find("SOURCE_DATE_EPOCH");
  if (fixed != environment.end()) {
    try {
      now = std::stoll(fixed->second);
    } catch (const std::exception&) {
      throw UsageError("SOURCE_DATE_EPOCH is not a number of seconds");
    }
  }
  std::tm fields{};
  gmtime_r(&now, &fields);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &fields);
  return text;
}

RevisionId random_id() {
  std::random_device device;
  return fmt::format("{:08x}{:04x}", device(), device() & 0xffff);
}

std::string user_name() {
  const passwd* entry = getpwuid(geteuid());
  return entry ? entry->pw_name : std::to_string(geteuid());
}

std::string host_name() {
  char name[256] = {};
  return gethostname(name, sizeof name - 1) == 0 ? name : "";
}

}  // namespace

Surroundings Invocation::surroundings() const {
  Surroundings context;
  context.drivers = program.drivers;
  context.models = program.models;
  context.now = [environment = process_environment] { return utc_now(environment); };
  context.new_id = random_id;
  context.working_directory = working_directory;
  context.user = user_name();
  context.host = host_name();
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
