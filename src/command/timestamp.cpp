#include "command/timestamp.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <mutex>
#include <optional>

#include "retort/error.hpp"

namespace retort::command {

namespace {

bool zone_exists(const std::string& zone) {
  if (zone.empty() || zone.find("..") != std::string::npos || zone.front() == '/') return false;
  std::error_code ignored;
  return std::filesystem::is_regular_file(std::filesystem::path("/usr/share/zoneinfo") / zone, ignored);
}

// The C library converts by the process's TZ only: it is set for the length of one conversion, and put back.
std::tm in_zone(std::time_t moment, const std::string& zone) {
  static std::mutex one_at_a_time;
  const std::lock_guard lock(one_at_a_time);
  const char* before = std::getenv("TZ");
  const std::optional<std::string> saved = before ? std::optional<std::string>(before) : std::nullopt;
  setenv("TZ", (":" + zone).c_str(), 1);
  tzset();
  std::tm result{};
  localtime_r(&moment, &result);
  saved ? setenv("TZ", saved->c_str(), 1) : unsetenv("TZ");
  tzset();
  return result;
}

std::tm broken_down(std::time_t moment, const std::string& zone) {
  std::tm result{};
  if (zone.empty() || zone == "UTC")
    gmtime_r(&moment, &result);
  else if (zone == "local")
    localtime_r(&moment, &result);
  else if (zone_exists(zone))
    result = in_zone(moment, zone);
  else
    throw ProjectError(fmt::format("timezone \"{}\" is not known on this system", zone), std::nullopt,
                       "timezone in retort.toml takes a name like \"UTC\", \"Europe/Berlin\" or \"local\"");
  return result;
}

}  // namespace

std::string Timestamp::to_string() const {
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02} {}", year, month, day, hour, minute, second, zone);
}

Timestamp timestamp(std::string_view utc, const std::string& zone) {
  std::tm read{};
  const std::string text(utc);
  if (!strptime(text.c_str(), "%Y-%m-%dT%H:%M:%S", &read)) throw Error("not a time: " + text);
  const std::time_t moment = timegm(&read);
  const std::tm local = broken_down(moment, zone);
  char name[16] = "UTC";
  if (!zone.empty() && zone != "UTC") std::strftime(name, sizeof name, "%Z", &local);
  return {moment,        local.tm_year + 1900, local.tm_mon + 1, local.tm_mday,
          local.tm_hour, local.tm_min,         local.tm_sec,     name};
}

std::string file_name(const std::string& file_template, const Timestamp& when, const std::string& id,
                      const std::string& slug) {
  std::string result;
  for (std::size_t at = 0; at < file_template.size();) {
    if (file_template[at] != '{') {
      result += file_template[at++];
      continue;
    }
    const std::size_t end = file_template.find('}', at);
    if (end == std::string::npos)
      throw ProjectError(fmt::format("file_template \"{}\" has a {{ without its }}", file_template));
    const std::string key = file_template.substr(at + 1, end - at - 1);
    if (key == "year")
      result += fmt::format("{:04}", when.year);
    else if (key == "month")
      result += fmt::format("{:02}", when.month);
    else if (key == "day")
      result += fmt::format("{:02}", when.day);
    else if (key == "hour")
      result += fmt::format("{:02}", when.hour);
    else if (key == "minute")
      result += fmt::format("{:02}", when.minute);
    else if (key == "second")
      result += fmt::format("{:02}", when.second);
    else if (key == "epoch")
      result += fmt::format("{}", when.epoch);
    else if (key == "rev")
      result += id;
    else if (key == "slug")
      result += slug;
    else
      throw ProjectError(fmt::format("file_template has no placeholder {{{}}}", key), std::nullopt,
                         "there are {year} {month} {day} {hour} {minute} {second} {epoch} {rev} {slug}");
    at = end + 1;
  }
  while (!result.empty() && (result.back() == '_' || result.back() == '-')) result.pop_back();
  if (result.empty() || result.find('/') != std::string::npos)
    throw ProjectError(fmt::format("file_template \"{}\" gives no file name", file_template));
  return result + ".sql";
}

}  // namespace retort::command
