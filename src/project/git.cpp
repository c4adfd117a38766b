#include "project/git.hpp"

#include <fmt/format.h>

#include "base/ascii.hpp"
#include "project/process.hpp"

namespace retort {
namespace {

namespace fs = std::filesystem;

/// Ends the questions to git with a reason why they have no answer.
struct Unknown {
  std::string why_not;
};

/// A hook runs with variables that point at its own repository, index and folder: `git rev-parse --local-env-vars`.
ProcessOptions process_options(const fs::path& folder, std::string input = {}) {
  ProcessOptions options;
  options.folder = folder;
  options.input = std::move(input);
  for (const char* name : {"GIT_DIR",
                           "GIT_WORK_TREE",
                           "GIT_INDEX_FILE",
                           "GIT_PREFIX",
                           "GIT_COMMON_DIR",
                           "GIT_OBJECT_DIRECTORY",
                           "GIT_ALTERNATE_OBJECT_DIRECTORIES",
                           "GIT_CONFIG",
                           "GIT_CONFIG_PARAMETERS",
                           "GIT_CONFIG_COUNT",
                           "GIT_NAMESPACE",
                           "GIT_GRAFT_FILE",
                           "GIT_SHALLOW_FILE",
                           "GIT_IMPLICIT_WORK_TREE",
                           "GIT_NO_REPLACE_OBJECTS",
                           "GIT_REPLACE_REF_BASE",
                           "GIT_INTERNAL_SUPER_PREFIX",
                           "GIT_TRACE",
                           "GIT_LITERAL_PATHSPECS",
                           "GIT_GLOB_PATHSPECS",
                           "GIT_NOGLOB_PATHSPECS",
                           "GIT_ICASE_PATHSPECS"})
    options.environment[name] = std::nullopt;
  options.environment["GIT_OPTIONAL_LOCKS"] = "0";
  options.environment["GIT_TERMINAL_PROMPT"] = "0";
  options.environment["LC_ALL"] = "C";
  return options;
}

ProcessResult git(const fs::path& folder, std::vector<std::string> arguments, std::string input = {}) {
  arguments.insert(arguments.begin(), {"git", "--no-pager"});
  ProcessResult result = run_process(arguments, process_options(folder, std::move(input)));
  if (!result.started) throw Unknown{"git can't be run: " + result.errors};
  return result;
}

std::string first_line(const std::string& text) {
  return std::string(trim(std::string_view(text).substr(0, text.find('\n'))));
}

/// What git prints, less the newline at its end; none where it says no.
std::optional<std::string> answer(const fs::path& folder, std::vector<std::string> arguments) {
  const ProcessResult result = git(folder, std::move(arguments));
  if (result.status != 0) return std::nullopt;
  std::string text = result.output;
  if (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

fs::path top_of(const fs::path& folder) {
  const ProcessResult top = git(folder, {"rev-parse", "--show-toplevel"});
  if (top.status == 0 && !top.output.empty()) return fs::path(top.output.substr(0, top.output.size() - 1));
  std::string why = first_line(top.errors);
  if (why.find("not a git repository") != std::string::npos) throw Unknown{"not a git repository"};
  if (why.rfind("fatal: ", 0) == 0) why = why.substr(7);
  throw Unknown{"git says: " + why};
}

std::string merge_base(const fs::path& folder, const std::string& main_branch) {
  if (answer(folder, {"rev-parse", "--is-shallow-repository"}) == "true") throw Unknown{"shallow clone"};
  if (!answer(folder, {"rev-parse", "--verify", "--quiet", "HEAD^{commit}"})) throw Unknown{"no commit yet"};
  std::optional<std::string> main;
  for (const std::string& name :
       {"refs/heads/" + main_branch, "refs/remotes/origin/" + main_branch, "refs/remotes/" + main_branch}) {
    if (!main) main = answer(folder, {"rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}"});
  }
  if (!main) throw Unknown{fmt::format("no branch {}", main_branch)};
  const std::optional<std::string> base = answer(folder, {"merge-base", "HEAD", *main});
  if (!base || base->empty()) throw Unknown{fmt::format("no commit in common with {}", main_branch)};
  return first_line(*base);
}

struct Listed {
  std::string object;
  std::string name;
};

/// The *.sql files directly in `below` ("" for the top) of a commit.
std::vector<Listed> list_files(const fs::path& top, const std::string& commit, const std::string& below) {
  std::vector<std::string> arguments = {"ls-tree", "-z", "--full-tree", commit};
  if (!below.empty()) arguments.insert(arguments.end(), {"--", below + "/"});
  const ProcessResult tree = git(top, arguments);
  if (tree.status != 0) throw Unknown{"git says: " + first_line(tree.errors)};
  std::vector<Listed> result;
  // MODE SP TYPE SP OBJECT TAB PATH NUL
  for (std::size_t at = 0; at < tree.output.size();) {
    const std::size_t end = std::min(tree.output.find('\0', at), tree.output.size());
    const std::string entry = tree.output.substr(at, end - at);
    at = end + 1;
    const std::size_t tab = entry.find('\t');
    if (tab == std::string::npos || entry.rfind("100", 0) != 0) continue;  // 100644, 100755: files
    const fs::path path = entry.substr(tab + 1);
    const std::string name = path.filename().string();
    if (path.extension() != ".sql" || name[0] == '.') continue;
    const std::string head = entry.substr(0, tab);
    result.push_back({head.substr(head.rfind(' ') + 1), name});
  }
  return result;
}

/// The contents of all objects in one run of git.
std::vector<std::string> read_objects(const fs::path& top, const std::vector<Listed>& files) {
  std::string wanted;
  for (const Listed& file : files) wanted += file.object + "\n";
  const ProcessResult batch = git(top, {"cat-file", "--batch"}, wanted);
  if (batch.status != 0) throw Unknown{"git says: " + first_line(batch.errors)};
  std::vector<std::string> result;
  // OBJECT SP TYPE SP SIZE LF CONTENTS LF, or OBJECT SP "missing" LF (a partial clone without its remote)
  std::size_t at = 0;
  for (const Listed& file : files) {
    const std::size_t end = batch.output.find('\n', at);
    const std::string head = end == std::string::npos ? std::string() : batch.output.substr(at, end - at);
    const std::size_t size_at = head.rfind(' ');
    if (head.find(" blob ") == std::string::npos)
      throw Unknown{fmt::format("git does not have the contents of {}", file.name)};
    const std::size_t size = std::stoul(head.substr(size_at + 1));
    if (end + 1 + size > batch.output.size()) throw Unknown{"git's answer is cut short"};
    result.push_back(batch.output.substr(end + 1, size));
    at = end + 1 + size + 1;
  }
  return result;
}

void add_folder(const fs::path& folder, const std::string& main_branch, Published& published) {
  std::error_code failure;
  const fs::path real = fs::canonical(folder, failure);
  if (failure) throw Unknown{fmt::format("there is no folder {}", folder.string())};
  const fs::path top = fs::canonical(top_of(real), failure);
  const fs::path below = failure ? fs::path() : real.lexically_relative(top);
  if (below.empty() || *below.begin() == "..")
    throw Unknown{fmt::format("{} lies outside of the git repository", folder.string())};

  const std::string commit = merge_base(real, main_branch);
  if (published.commit.empty()) published.commit = commit;
  const std::vector<Listed> files = list_files(top, commit, below == "." ? "" : below.generic_string());
  if (files.empty()) return;
  const std::vector<std::string> contents = read_objects(top, files);
  for (std::size_t i = 0; i < files.size(); ++i) published.files.push_back({folder / files[i].name, contents[i]});
}

}  // namespace

Published published_files(const std::vector<fs::path>& folders, const std::string& main_branch) {
  Published published;
  try {
    for (const fs::path& folder : folders) add_folder(folder, main_branch, published);
    published.known = true;
  } catch (const Unknown& unknown) {
    published = Published{};
    published.why_not = unknown.why_not;
  }
  return published;
}

}  // namespace retort
