#include "cli/check_text.hpp"

#include <fmt/format.h>

#include "base/ascii.hpp"

namespace retort::cli {

namespace {

using Status = CheckResult::Status;

std::string status_mark(const Output& output, Status status) {
  switch (status) {
    case Status::passed:
      return output.paint(Colour::green, "passed ");
    case Status::failed:
      return output.paint(Colour::red, "FAILED ");
    case Status::skipped:
      return output.paint(Colour::yellow, "skipped");
  }
  return "";
}

}  // namespace

std::string_view status_name(Status status) {
  switch (status) {
    case Status::passed:
      return "passed";
    case Status::failed:
      return "failed";
    case Status::skipped:
      return "skipped";
  }
  return "";
}

void print_check(const Output& output, const CheckResult& check) {
  const std::string detail = check.looked_at.empty() ? std::string() : ": " + check.looked_at;
  output.line(fmt::format("{} {}{}", status_mark(output, check.status), check.name, detail));
  for (const std::string& difference : check.differences)
    for (const std::string_view line : split_lines(difference)) output.line(fmt::format("        {}", line));
}

}  // namespace retort::cli
