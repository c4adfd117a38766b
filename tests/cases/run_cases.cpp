// Runs the case files: what is written must be what is generated, and what is generated must hold on a real database.
//
//   run_cases [--update] ENGINE FOLDER [NAME...]
//
// --update rewrites the expected sections; read them before you commit.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <sstream>

#include "case_file.hpp"
#include "operation/describe.hpp"
#include "revision/revision_file.hpp"
#include "support/answers.hpp"
#include "support/change_proof.hpp"
#include "support/scratch_folder.hpp"

namespace retort::test {
namespace {

std::string words(const command::Script& script) {
  std::string result;
  for (const Operation& operation : script.operations) result += describe(operation) + "\n";
  for (const Loss& loss : script.losses) result += "loses: " + loss.what + "\n";
  return result;
}

std::string words(const std::vector<RenameQuestion>& questions) {
  std::string result;
  for (const RenameQuestion& question : questions) {
    result += fmt::format("{} {}: was it", to_string(question.to.kind), question.to.to_string());
    for (const RenameQuestion::Candidate& candidate : question.candidates) result += " " + spoken(candidate.from);
    result += "?\n";
  }
  return result;
}

/// The steps of one direction, without the header.
std::string steps(const std::string& revision, Direction direction) {
  const std::size_t down = revision.find("\n-- retort: downgrade");
  const std::size_t up = revision.find("-- retort: upgrade");
  std::string text = direction == Direction::upgrade ? revision.substr(up, down - up) : revision.substr(down + 1);
  while (text.ends_with("\n\n")) text.pop_back();
  return text;
}

constexpr int kUsualMajor = 15;  // of PostgreSQL: whose words a section has that names no version

class Runner {
 public:
  Runner(bool update, Engine& engine) : update_(update), engine_(engine) {}

  std::vector<std::string> run(const std::filesystem::path& path) {
    CaseFile file = CaseFile::read(path);
    const CaseFile as_it_was = file;
    Change change{file.text("before"), file.text("rows"), file.text("after"),
                  answers_of(file.text("answers"), engine_.lexicon()), diff_options_of(file.text("options"))};
    const std::string dialect(engine_.dialect().name());
    const GeneratedChange generated = generate(change, engine_);
    std::vector<std::string> failures;
    if (!generated.scripts.questions.empty()) {
      expect(file, "questions", words(generated.scripts.questions), failures);
    } else if (generated.scripts.upgrade.operations.empty()) {
      expect(file, "operations", "no difference\n", failures);
    } else {
      if (file.has("questions")) failures.push_back("nothing was asked, but the case expects questions");
      expect(file, "operations", words(generated.scripts.upgrade), failures);
      expect(file, "upgrade " + dialect, steps(generated.revision, Direction::upgrade), failures);
      expect(file, "downgrade " + dialect, steps(generated.revision, Direction::downgrade), failures);
      if (generated.scripts.upgrade.todos().empty() && generated.scripts.downgrade.todos().empty()) {
        const std::vector<std::string> found = prove(change, generated, engine_);
        failures.insert(failures.end(), found.begin(), found.end());
        ++live_;
      }
    }
    if (update_) file.write();
    return failures;
  }

  int live() const { return live_; }

 private:
  void expect(CaseFile& file, const std::string& section, const std::string& text, std::vector<std::string>& failures) {
    if (engine_.dialect().name() == "postgresql" && engine_.version().major != kUsualMajor) {
      const std::string own = fmt::format("{} {}", section, engine_.version().major);
      if (file.text(section) != text) return compare(file, own, text, failures);
      if (file.has(own)) failures.push_back("@" + own + " is not needed: the words are the same");
      return;
    }
    compare(file, section, text, failures);
  }

  void compare(CaseFile& file, const std::string& section, const std::string& text,
               std::vector<std::string>& failures) {
    if (file.text(section) == text) return;
    if (update_) {
      file.set(section, text);
    } else {
      failures.push_back(fmt::format("@{} differs\n--- expected\n{}--- found\n{}", section, file.text(section), text));
    }
  }

  bool update_;
  Engine& engine_;
  int live_ = 0;
};

int main(std::vector<std::string> arguments) {
  bool update = false;
  if (!arguments.empty() && arguments[0] == "--update") {
    update = true;
    arguments.erase(arguments.begin());
  }
  if (arguments.size() < 2) {
    std::cerr << "usage: run_cases [--update] ENGINE FOLDER [NAME...]\n";
    return 2;
  }
  const ScratchFolder scratch;
  const std::unique_ptr<Engine> engine = make_engine(arguments[0], scratch.path());
  arguments.erase(arguments.begin());
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(arguments[0])) {
    const std::string name = entry.path().stem();
    const bool wanted =
        arguments.size() == 1 || std::find(arguments.begin() + 1, arguments.end(), name) != arguments.end();
    if (entry.path().extension() == ".case" && wanted) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());

  Runner runner(update, *engine);
  int failed = 0;
  for (const std::filesystem::path& file : files) {
    std::vector<std::string> failures;
    try {
      failures = runner.run(file);
    } catch (const std::exception& error) {
      failures.push_back(error.what());
    }
    if (failures.empty()) continue;
    ++failed;
    std::cout << "FAILED " << file.string() << "\n";
    for (const std::string& failure : failures) std::cout << "  " << failure << "\n";
  }
  std::cout << fmt::format("{} of them live\n{} passed, {} failed\n", runner.live(),
                           files.size() - static_cast<std::size_t>(failed), failed);
  return failed == 0 && !files.empty() ? 0 : 1;
}

}  // namespace
}  // namespace retort::test

int main(int argc, char** argv) { return retort::test::main(std::vector<std::string>(argv + 1, argv + argc)); }
