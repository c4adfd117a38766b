#include "answers.hpp"

#include <sstream>
#include <stdexcept>

#include "command/answers.hpp"

namespace retort::test {

Answers answers_of(const std::string& text, const Lexicon& lexicon) {
  Answers answers;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const std::string word = line.substr(0, line.find(' '));
    const std::string rest = line.size() > word.size() ? line.substr(word.size() + 1) : "";
    if (word == "rename") {
      answers.renames.push_back(command::parse_rename(rest, lexicon));
    } else if (word == "existing") {
      answers.existing.push_back(command::parse_existing(rest, lexicon));
    } else if (word == "no-rename") {
      answers.no_renames = true;
    } else if (!line.empty()) {
      throw std::runtime_error("unknown answer: " + line);
    }
  }
  return answers;
}

DiffOptions diff_options_of(const std::string& text) {
  DiffOptions options;
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    if (word.ends_with(',')) word.pop_back();
    if (word == "column_order") {
      options.column_order = true;
    } else if (word == "privileges") {
      options.privileges = true;
    } else {
      throw std::runtime_error("unknown option: " + word);
    }
  }
  return options;
}

}  // namespace retort::test
