// Kills a run again and again, and looks at what is left with the sqlite3 program.
//
//   crash_test RUNNER FOLDER [START]     the chain of revisions in FOLDER, on a copy of START or an empty database
//
// An undisturbed run is recorded first: what the database holds before the first statement and after each commit. These
// are the boundaries. Then runs are killed: by themselves at every fault point (before and after each statement and
// each commit), and from outside by SIGKILL at instants spread evenly over the measured duration. After each kill the
// database must equal one of the boundaries; the same run, started again, must end as the undisturbed one did. Up and
// down, in both journal modes. At last, many runners start at once: all end well, and each revision runs once.
//
// RETORT_CRASH_POINTS (1): at every how manieth point; 0: none. RETORT_CRASH_KILLS (60): how many kills from outside.
// RETORT_CRASH_RUNNERS (50; 0: no race) and RETORT_CRASH_REVISIONS (60) size the race. The volatile columns of
// the journal (times, host, ids, attempts that never ended) are left out of comparisons.
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using Microseconds = std::chrono::microseconds;

int failures = 0;

void fail(const std::string& message) {
  std::printf("FAILED: %s\n", message.c_str());
  if (++failures > 20) throw std::runtime_error("too many failures");
}

int setting(const char* name, int otherwise) {
  const char* text = std::getenv(name);
  return text != nullptr ? std::atoi(text) : otherwise;
}

std::string output_of(const std::string& command) {
  std::FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  std::string text;
  char buffer[65536];
  for (std::size_t n = 0; (n = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) text.append(buffer, n);
  pclose(pipe);
  return text;
}

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// A journal row of a dump, without what differs from run to run. Values are read as SQL literals.
std::string steady_journal_row(const std::string& line) {
  std::vector<std::string> values(1);
  bool quoted = false;
  int depth = 0;
  for (std::size_t i = line.find('(') + 1; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '\'') quoted = !quoted;
    if (!quoted && c == '(') ++depth;
    if (!quoted && c == ')' && depth-- == 0) break;
    if (!quoted && depth == 0 && c == ',') {
      values.emplace_back();
    } else {
      values.back() += c;
    }
  }
  // id, revision, revises, direction, step, steps, statement, hash, state, started, finished, username, hostname, …
  if (values.size() != 15)
    throw std::runtime_error("a journal row of " + std::to_string(values.size()) + " columns: " + line);
  if (values[8] == "'started'") return {};
  std::string steady = "journal";
  for (const std::size_t column : {1, 2, 3, 4, 5, 6, 7, 8, 13}) steady += " " + values[column];
  return steady + "\n";
}

/// Everything the database holds, as sqlite3 dumps it. Lines are sorted, because VACUUM puts the catalogue in another
/// order, and once more so when it is run again; the journal's rows keep theirs.
std::string steady(const std::string& dump) {
  std::istringstream lines(dump);
  std::multiset<std::string> sorted;
  std::string journal;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("INSERT INTO retort_journal")) {
      journal += steady_journal_row(line);
    } else {
      sorted.insert(line);
    }
  }
  std::string text = journal;
  for (const std::string& line : sorted) text += line + "\n";
  return text;
}

std::string state_of(const fs::path& database) {
  return steady(output_of("sqlite3 '" + database.string() + "' .dump"));
}

class Runner {
 public:
  Runner(std::string program, fs::path folder) : program_(std::move(program)), folder_(std::move(folder)) {}

  pid_t start(const fs::path& database, const std::string& direction, const std::vector<std::string>& more = {}) const {
    std::vector<std::string> words = {program_, database.string(), folder_.string(), direction,
                                      direction == "upgrade" ? "heads" : "base"};
    words.insert(words.end(), more.begin(), more.end());
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    const pid_t child = fork();
    if (child == 0) {
      execv(program_.c_str(), arguments.data());
      _exit(127);
    }
    return child;
  }
  static int wait(pid_t child) {
    int status = 0;
    waitpid(child, &status, 0);
    return status;
  }
  /// Must end well.
  void finish(const fs::path& database, const std::string& direction, const std::string& after) const {
    const int status = wait(start(database, direction));
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
      fail("the run after " + after + " ended with " + std::to_string(status));
  }
  std::vector<std::string> points(const fs::path& database, const std::string& direction) const {
    std::istringstream lines(output_of("'" + program_ + "' '" + database.string() + "' '" + folder_.string() + "' " +
                                       direction + (direction == "upgrade" ? " heads" : " base") + " --points"));
    std::vector<std::string> found;
    for (std::string line; std::getline(lines, line);) found.push_back(line);
    return found;
  }

 private:
  std::string program_;
  fs::path folder_;
};

void remove_database(const fs::path& database) {
  for (const char* suffix : {"", "-wal", "-shm", "-journal", "-retort-lock"}) fs::remove(database.string() + suffix);
}

/// One direction in one journal mode.
class Trial {
 public:
  Trial(const Runner& runner, const fs::path& start, fs::path folder, std::string direction, std::string journal_mode)
      : runner_(runner),
        folder_(std::move(folder)),
        direction_(std::move(direction)),
        journal_mode_(std::move(journal_mode)) {
    fs::create_directories(folder_ / "boundaries");
    if (!start.empty()) fs::copy_file(start, folder_ / "start.db");
    output_of("sqlite3 '" + (folder_ / "start.db").string() + "' 'PRAGMA journal_mode = " + journal_mode_ + "'");
    if (direction_ == "downgrade") runner_.finish(folder_ / "start.db", "upgrade", "nothing");
    output_of("sqlite3 '" + (folder_ / "start.db").string() + "' 'PRAGMA wal_checkpoint(TRUNCATE)'");
    record();
  }

  /// At every point, or at every `stride`th.
  void kill_at_points(std::size_t stride) {
    reset();
    const std::vector<std::string> points = runner_.points(database(), direction_);
    for (std::size_t i = 0; i < points.size(); i += stride) {
      reset();
      const std::string what = direction_ + " killed at " + points[i];
      const int status = Runner::wait(runner_.start(database(), direction_, {"--die-at", std::to_string(i + 1)}));
      if (!WIFSIGNALED(status)) fail(what + ": it did not die");
      judge(what);
    }
    std::printf("%s, %s: killed at %zu of %zu fault points, %zu boundaries, %zu of them seen\n", direction_.c_str(),
                journal_mode_.c_str(), (points.size() + stride - 1) / stride, points.size(), boundaries_.size(),
                seen_.size());
    seen_.clear();
  }

  /// Kill number `index` of `count`.
  void kill_from_outside(int index, int count) {
    reset();
    const Microseconds after = duration_ * (2 * index + 1) / (2 * count);
    const pid_t child = runner_.start(database(), direction_);
    std::this_thread::sleep_until(Clock::now() + after);
    kill(child, SIGKILL);
    const int status = Runner::wait(child);
    ++(WIFSIGNALED(status) ? killed_ : too_late_);
    judge(direction_ + " killed after " + std::to_string(after.count()) + " us");
  }

  void report() const {
    std::printf(
        "%s, %s: %d killed from outside within %lld us, %d had ended before; boundaries seen:", direction_.c_str(),
        journal_mode_.c_str(), killed_, static_cast<long long>(duration_.count()), too_late_);
    for (const auto& [boundary, times] : seen_) std::printf(" %zu:%d", boundary, times);
    std::printf("\n");
  }

 private:
  fs::path database() const { return folder_ / "app.db"; }

  void reset() const {
    remove_database(database());
    fs::copy_file(folder_ / "start.db", database());
  }

  void record() {
    reset();
    boundaries_.push_back(state_of(database()));
    const int status =
        Runner::wait(runner_.start(database(), direction_, {"--record", (folder_ / "boundaries").string()}));
    if (status != 0) throw std::runtime_error("the undisturbed run failed");
    std::set<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder_ / "boundaries")) files.insert(entry.path());
    for (const fs::path& file : files) {
      const std::string state = steady(read_file(file));
      if (state != boundaries_.back()) boundaries_.push_back(state);
    }
    if (boundaries_.back() != state_of(database())) throw std::runtime_error("the last commit is not the end");

    std::vector<Microseconds> durations;
    for (int i = 0; i < 5; ++i) {
      reset();
      const auto start = Clock::now();
      runner_.finish(database(), direction_, "nothing");
      durations.push_back(std::chrono::duration_cast<Microseconds>(Clock::now() - start));
    }
    std::sort(durations.begin(), durations.end());
    duration_ = durations[2];
  }

  /// Is this a boundary, and does the next run end as the undisturbed one?
  void judge(const std::string& what) {
    const std::string left = state_of(database());
    const auto boundary = std::find(boundaries_.begin(), boundaries_.end(), left);
    if (boundary == boundaries_.end()) {
      const fs::path kept = folder_ / ("no_boundary_" + std::to_string(failures));
      std::ofstream(kept) << left;
      fail(what + ": no boundary (" + kept.string() + ")");
    } else {
      ++seen_[static_cast<std::size_t>(boundary - boundaries_.begin())];
    }
    runner_.finish(database(), direction_, what);
    if (state_of(database()) != boundaries_.back()) fail(what + ": the next run ended elsewhere");
    const std::string sound =
        output_of("sqlite3 '" + database().string() + "' 'PRAGMA integrity_check; PRAGMA foreign_key_check'");
    if (sound != "ok\n") fail(what + ": " + sound);
  }

  const Runner& runner_;
  fs::path folder_;
  std::string direction_, journal_mode_;
  std::vector<std::string> boundaries_;  // the last is the end
  std::map<std::size_t, int> seen_;      // boundary -> how often a kill left it
  Microseconds duration_{0};
  int killed_ = 0, too_late_ = 0;
};

void write_chain(const fs::path& folder, int revisions) {
  fs::create_directories(folder);
  for (int i = 1; i <= revisions; ++i) {
    const std::string id = "race" + std::to_string(1000 + i);
    std::ofstream(folder / (id + ".sql"))
        << "-- race\n--\n-- Revision ID: " << id << "\n-- Revises:" << (i > 1 ? " race" + std::to_string(999 + i) : "")
        << "\n\n-- retort: upgrade\nCREATE TABLE t" << i << " (x);\nINSERT INTO t" << i
        << " VALUES (1);\n\n-- retort: downgrade foreign_keys=off\nDROP TABLE t" << i << ";\n";
  }
}

/// Many start at once, as replicas of a service do.
void race(const std::string& program, const fs::path& folder, const std::string& journal_mode, int runners,
          int revisions) {
  write_chain(folder / "chain", revisions);
  const Runner runner(program, folder / "chain");
  const fs::path database = folder / (journal_mode + ".db");
  output_of("sqlite3 '" + database.string() + "' 'PRAGMA journal_mode = " + journal_mode + "'");
  const auto start = Clock::now();
  std::vector<pid_t> children;
  for (int i = 0; i < runners; ++i) children.push_back(runner.start(database, "upgrade"));
  int bad = 0;
  for (const pid_t child : children) bad += Runner::wait(child) == 0 ? 0 : 1;
  if (bad > 0)
    fail(std::to_string(bad) + " of " + std::to_string(runners) + " runners failed, journal mode " + journal_mode);
  const std::string counts =
      output_of("sqlite3 '" + database.string() +
                "' 'SELECT count(*), count(DISTINCT revision) FROM retort_journal; "
                "SELECT version_num FROM retort_version; SELECT count(DISTINCT hostname) FROM retort_journal'");
  const std::string n = std::to_string(revisions);
  const std::string expected = n + "|" + n + "\nrace" + std::to_string(1000 + revisions) + "\n";
  if (!counts.starts_with(expected)) fail("the race in journal mode " + journal_mode + " left " + counts);
  std::printf(
      "%d runners at once, %s: %d revisions, each once, by %d of them, in %lld ms\n", runners, journal_mode.c_str(),
      revisions, std::atoi(counts.substr(expected.size()).c_str()),
      static_cast<long long>(std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start).count()));
}

void test(const std::string& program, const fs::path& chain, const fs::path& start, const fs::path& folder) {
  const Runner runner(program, chain);
  Trial up(runner, start, folder / "up", "upgrade", "delete");
  Trial down(runner, start, folder / "down", "downgrade", "wal");
  if (const int stride = setting("RETORT_CRASH_POINTS", 1); stride > 0) {
    up.kill_at_points(static_cast<std::size_t>(stride));
    down.kill_at_points(static_cast<std::size_t>(stride));
  }

  if (const int kills = setting("RETORT_CRASH_KILLS", 60); kills > 0) {
    Trial up_wal(runner, start, folder / "up_wal", "upgrade", "wal");
    for (int i = 0; i < kills; ++i) {
      Trial& trial = i % 4 == 3 ? down : i % 2 == 0 ? up : up_wal;
      trial.kill_from_outside(i, kills);
    }
    for (const Trial* trial : {&up, &up_wal, &down}) trial->report();
  }

  if (const int runners = setting("RETORT_CRASH_RUNNERS", 50); runners > 0) {
    for (const std::string mode : {"delete", "wal"})
      race(program, folder / "race", mode, runners, setting("RETORT_CRASH_REVISIONS", 60));
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3 && count != 4) {
    std::fprintf(stderr, "usage: crash_test RUNNER FOLDER [START]\n");
    return 2;
  }
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  // In memory where there is such a place: a kill never tests fsync, and most of the time would go into it.
  const fs::path place = access("/dev/shm", W_OK) == 0 ? fs::path("/dev/shm") : fs::temp_directory_path();
  std::string name = (place / "retort_crash_XXXXXX").string();
  const fs::path folder = mkdtemp(name.data());
  try {
    test(arguments[1], fs::absolute(arguments[2]), count > 3 ? fs::absolute(arguments[3]) : fs::path(), folder);
  } catch (const std::exception& error) {
    std::printf("FAILED: %s\n", error.what());
    ++failures;
  }
  if (failures == 0) fs::remove_all(folder);
  std::printf("%s\n", failures == 0 ? "passed" : ("failed; left in " + folder.string()).c_str());
  return failures == 0 ? 0 : 1;
}
