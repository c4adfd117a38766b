#include "cli/ask.hpp"

#include <fmt/format.h>

#include <istream>
#include <optional>
#include <ostream>

#include "base/ascii.hpp"
#include "command/answers.hpp"

namespace retort::cli {

namespace {

std::string named(const ObjectKey& key) { return fmt::format("{} '{}'", to_string(key.kind), key.to_string()); }

std::string ask_line(const Invocation& invocation, const std::string& prompt) {
  *invocation.output.err << prompt << std::flush;
  std::string line;
  if (!std::getline(*invocation.in, line)) throw Interrupted("no answer");
  return ascii_lower(trim(line));
}

// The candidate's index; none: it is new. Asks again until the answer is one.
std::optional<std::size_t> ask_one(const Invocation& invocation, const RenameQuestion& question) {
  const Output& output = invocation.output;
  const std::size_t count = question.candidates.size();
  output.warn(fmt::format("Was {} renamed from an existing one?", named(question.to)));
  for (std::size_t at = 0; at < count; ++at)
    output.warn(fmt::format("  {}) {}", at + 1, named(question.candidates[at].from)));
  const std::string choices = count == 1 ? "[y/n]" : fmt::format("[y = 1, a number, or n]");
  while (true) {
    const std::string answer = ask_line(invocation, choices + " ");
    if (answer == "y" || answer == "yes") return 0;
    if (answer == "n" || answer == "no") return std::nullopt;
    for (std::size_t at = 0; at < count; ++at)
      if (answer == std::to_string(at + 1)) return at;
  }
}

}  // namespace

void ask_renames(const Invocation& invocation, const std::vector<RenameQuestion>& questions, Answers& answers) {
  for (const RenameQuestion& question : questions) {
    const std::optional<std::size_t> chosen = ask_one(invocation, question);
    if (chosen)
      answers.renames.emplace_back(question.candidates[*chosen].from, question.to);
    else
      answers.not_renamed.push_back(question.to);
  }
}

void print_questions(const Output& output, const std::vector<RenameQuestion>& questions) {
  output.warn(fmt::format("retort: {} a rename, or drop and add? Say which:", output.paint_err(Colour::red, "error:")));
  for (const RenameQuestion& question : questions)
    for (const RenameQuestion::Candidate& candidate : question.candidates)
      output.warn(fmt::format("  {} may be what was {}\n    {}", named(question.to), named(candidate.from),
                              command::rename_flag(question, candidate.from)));
  output.warn(fmt::format("  {} --no-rename, where all the others are dropped and added: what they hold is lost",
                          output.paint_err(Colour::cyan, "hint:")));
}

bool ask_yes_no(const Invocation& invocation, const std::string& question) {
  const std::string answer = ask_line(invocation, question + " [y/N] ");
  return answer == "y" || answer == "yes";
}

}  // namespace retort::cli
