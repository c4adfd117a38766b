#include "cli/comparison_text.hpp"

#include <fmt/format.h>

#include "operation/describe.hpp"

namespace retort::cli {

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

void print_operations(const Output& output, const command::Comparison& comparison) {
  for (const std::string& line : describe(comparison.operations)) output.line("  " + line);
  for (const RenameQuestion& question : comparison.questions)
    output.line(fmt::format("  ({} '{}' may be a rename of '{}')", to_string(question.to.kind), spoken(question.to),
                            spoken(question.candidates.front().from)));
}

std::string except_not_read(const std::vector<NotCovered>& objects) {
  return objects.empty() ? std::string() : fmt::format(", except {} not read", counted(objects.size(), "object"));
}

void print_not_covered(const Output& output, const std::vector<NotCovered>& objects) {
  for (const NotCovered& object : objects)
    output.line(fmt::format("  {} '{}': {}", object.kind, object.name.to_string(), object.reason));
}

}  // namespace retort::cli
