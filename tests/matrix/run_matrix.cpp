// Proves the matrix: every attribute of every kind of object, added, changed and removed, on real databases.
//
//   run_matrix [--write | --stop | --shard I/N] ENGINE FOLDER PAGE [WORD...]
//
// ENGINE: sqlite, postgresql:15, postgresql:18. FOLDER has the cells, PAGE is the committed picture of them: it must be
// what the cells say, and --write makes it so.
// --stop: at the first cell that fails. --shard 2/3: the second third of the records; the first one looks at the page.
// With words, only the cells whose place and title have one of them are run, and nothing is said about what is missing.
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>

#include "cell.hpp"
#include "operation/describe.hpp"
#include "page.hpp"
#include "slot.hpp"
#include "support/answers.hpp"
#include "support/scratch_folder.hpp"

namespace retort::test {
namespace {

using Failures = std::vector<std::string>;

/// The operations of a change, each with what it loses.
std::vector<std::string> words(const command::Script& script) {
  std::vector<std::string> lines;
  for (const Operation& operation : script.operations) {
    lines.push_back(describe(operation));
    for (const Loss& loss : losses(operation)) lines.push_back("loses: " + loss.what);
  }
  return lines;
}

std::string text(const std::vector<std::string>& lines) {
  std::string result;
  for (const std::string& line : lines) result += "      " + line + "\n";
  return result.empty() ? "      no difference\n" : result;
}

void expect_equal(const std::string& what, const std::vector<std::string>& expected,
                  const std::vector<std::string>& found, Failures& failures) {
  if (expected == found) return;
  failures.push_back(fmt::format("{}\n    expected\n{}    found\n{}", what, text(expected), text(found)));
}

class Matrix {
 public:
  explicit Matrix(Engine& engine) : engine_(engine) {}

  Failures run(const Cell& cell) {
    Failures failures;
    if (cell.is_refused()) {
      refuse(cell, failures);
      return failures;
    }
    Change alone = cell.sql;
    alone.answers = answers_of(cell.answers, engine_.lexicon());
    const GeneratedChange bare = generate(alone, engine_);
    if (!bare.scripts.questions.empty()) return {"a rename is asked about: answers: expected"};
    expect_equal("operations", cell.expected_on(engine_.version()), words(bare.scripts.upgrade), failures);
    prove_live(cell, alone, bare, "", failures);
    if (!can_have_company(cell, engine_.company())) return failures;

    Change change = in_company(cell, engine_.company());
    change.answers = alone.answers;
    const GeneratedChange company = generate(change, engine_);
    expect_equal("differences in company", describe(bare.scripts.upgrade.operations),
                 describe(company.scripts.upgrade.operations), failures);
    prove_live(cell, change, company, "in company: ", failures);
    return failures;
  }

 private:
  void refuse(const Cell& cell, Failures& failures) {
    const std::unique_ptr<LiveDatabase> database = engine_.database(cell.sql.before);
    try {
      database->run(cell.refused);
      failures.push_back(engine_.title() + " does it: " + cell.refused);
    } catch (const std::runtime_error& error) {
      const std::string said = error.what();
      if (said.find(cell.message) == std::string::npos) failures.push_back(engine_.title() + " says: " + said);
    }
  }

  void prove_live(const Cell& cell, const Change& change, const GeneratedChange& generated, const std::string& prefix,
                  Failures& failures) {
    if (generated.scripts.upgrade.operations.empty() && generated.scripts.downgrade.operations.empty()) return;
    bool is_stopped = false;  // nothing runs while a todo stands
    for (const command::Script* script : {&generated.scripts.upgrade, &generated.scripts.downgrade}) {
      for (const std::string& todo : script->todos()) {
        is_stopped = is_stopped || (!cell.stopped.empty() && todo.find(cell.stopped) != std::string::npos);
        if (!is_stopped) failures.push_back(prefix + "left to a person: " + todo);
      }
    }
    if (!failures.empty() || is_stopped) return;
    const Failures wrong = prove(change, generated, engine_);
    if (!cell.stopped.empty() && wrong.size() == 1 && wrong[0].find(cell.stopped) != std::string::npos) return;
    if (!cell.stopped.empty()) failures.push_back(prefix + "it is not stopped: " + cell.stopped);
    for (const std::string& what : wrong) failures.push_back(prefix + what);
    if (!failures.empty()) failures.push_back(prefix + "the revision was\n" + generated.revision);
  }

  Engine& engine_;
};

/// Slots without a cell, and cells without a slot.
Failures gaps(const std::vector<Slot>& slots, const std::vector<Cell>& cells) {
  std::set<std::string> have;
  for (const Cell& cell : cells) have.insert(cell.slot + " " + cell.change);
  std::set<std::string> known;
  Failures failures;
  for (const Slot& slot : slots) {
    known.insert(slot.path());
    for (const std::string& change : slot.changes) {
      if (have.count(slot.path() + " " + change) == 0)
        failures.push_back("no cell shows " + slot.path() + " " + change);
    }
  }
  for (const Cell& cell : cells) {
    if (known.count(cell.slot) == 0) failures.push_back(cell.where + ": the schema has no such attribute");
  }
  return failures;
}

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path);
  std::stringstream content;
  content << in.rdbuf();
  return content.str();
}

bool wanted(const Cell& cell, const std::vector<std::string>& words) {
  return words.empty() || std::any_of(words.begin(), words.end(), [&](const std::string& word) {
           return cell.where.find(word) != std::string::npos;
         });
}

/// Every N-th record, so that the expensive kinds are spread; a cell and its way back have what they read in common.
struct Shard {
  std::size_t number = 1, of = 1;

  std::vector<Cell> of_cells(const std::vector<Cell>& cells) const {
    std::vector<Cell> mine;
    std::size_t record = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const bool is_back = i > 0 && cells[i].where == cells[i - 1].where + ", back";
      if (i > 0 && !is_back) ++record;
      if (record % of == number - 1) mine.push_back(cells[i]);
    }
    return mine;
  }
};

Shard shard_of(const std::string& text) {
  Shard shard;
  char slash = 0;
  std::istringstream in(text);
  if (!(in >> shard.number >> slash >> shard.of) || slash != '/' || shard.number < 1 || shard.number > shard.of)
    throw std::runtime_error("--shard 1/2 expected, not " + text);
  return shard;
}

int main(std::vector<std::string> arguments) {
  const bool write = !arguments.empty() && arguments[0] == "--write";
  const bool stop = !arguments.empty() && arguments[0] == "--stop";
  Shard shard;
  if (arguments.size() > 1 && arguments[0] == "--shard") {
    shard = shard_of(arguments[1]);
    arguments.erase(arguments.begin(), arguments.begin() + 2);
  }
  if (write || stop) arguments.erase(arguments.begin());
  if (arguments.size() < 3) {
    std::cerr << "usage: run_matrix [--write | --stop | --shard I/N] ENGINE FOLDER PAGE [WORD...]\n";
    return 2;
  }
  const ScratchFolder scratch;
  const std::unique_ptr<Engine> engine = make_engine(arguments[0], scratch.path());
  const std::filesystem::path folder = arguments[1];
  const std::filesystem::path page = arguments[2];
  const std::vector<std::string> some(arguments.begin() + 3, arguments.end());
  const std::vector<Cell> cells = read_cells(folder);

  std::cout << std::unitbuf;
  Matrix matrix(*engine);
  int ran = 0;
  int failed = 0;
  int not_yet = 0;
  for (const Cell& cell : shard.of_cells(cells)) {
    if (write || !cell.is_in(engine->version()) || !wanted(cell, some)) continue;
    ++ran;
    Failures failures;
    try {
      failures = matrix.run(cell);
    } catch (const std::exception& error) {
      failures.push_back(error.what());
    }
    if (cell.is_not_yet(engine->version())) {
      ++not_yet;
      if (!failures.empty()) continue;
      failures.push_back("it works now: take out `not yet`");
    }
    if (failures.empty()) continue;
    ++failed;
    std::cout << "FAILED " << cell.where << "\n";
    for (const std::string& failure : failures) std::cout << "  " << failure << "\n";
    if (stop) return 1;
  }

  Failures missing;
  if ((some.empty() && shard.number == 1) || write) {
    const std::vector<Slot> all = slots(read_attributes(folder / "attributes"));
    const std::string picture =
        coverage_page({read(folder / "introduction.md"), engine->title()}, all, cells, engine->company());
    missing = gaps(all, cells);
    if (write) std::ofstream(page, std::ios::trunc) << picture;
    if (read(page) != picture) missing.push_back(page.string() + " is not what the cells say: run_matrix --write");
    for (const std::string& gap : missing) std::cout << "FAILED " << gap << "\n";
  }
  std::cout << fmt::format("{} cells passed, {} failed, {} gaps, {} not yet\n", ran - failed - not_yet, failed,
                           missing.size(), not_yet);
  return failed == 0 && missing.empty() && (ran > 0 || write) ? 0 : 1;
}

}  // namespace
}  // namespace retort::test

int main(int argc, char** argv) {
  try {
    return retort::test::main(std::vector<std::string>(argv + 1, argv + argc));
  } catch (const std::exception& error) {
    std::cerr << "run_matrix: " << error.what() << "\n";
    return 2;
  }
}
