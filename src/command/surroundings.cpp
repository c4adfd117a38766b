#include "command/surroundings.hpp"

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <ctime>
#include <random>

extern char** environ;

namespace retort {

namespace {

RevisionId random_id() {
  std::random_device device;
  return fmt::format("{:08x}{:04x}", device(), device() & 0xffff);
}

std::string user_name() {
  passwd entry{};
  passwd* found = nullptr;
  std::array<char, 4096> texts{};
  if (getpwuid_r(geteuid(), &entry, texts.data(), texts.size(), &found) == 0 && found != nullptr) return entry.pw_name;
  return std::to_string(geteuid());
}

std::string host_name() {
  char name[256] = {};
  return gethostname(name, sizeof name - 1) == 0 ? name : "";
}

}  // namespace

std::map<std::string, std::string> process_environment() {
  std::map<std::string, std::string> result;
  for (char** entry = environ; *entry; ++entry) {
    const char* equals = std::strchr(*entry, '=');
    if (equals) result.emplace(std::string(static_cast<const char*>(*entry), equals), equals + 1);
  }
  return result;
}

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

Surroundings surroundings_of_process(const std::map<std::string, std::string>& environment) {
  Surroundings here;
  here.now = [environment] { return utc_now(environment); };
  here.new_id = random_id;
  here.user = user_name();
  here.host = host_name();
  return here;
}

}  // namespace retort
