#include "verify/published.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.hpp"
#include "project/revision_folder.hpp"
#include "revision/replacement.hpp"

namespace retort {
namespace {

/// None where the published file was no revision in the first place.
std::optional<RevisionFile> parse(const PublishedFile& file, const Lexicon& lexicon) {
  try {
    return parse_revision(SourceText::decode(file.path.filename().string(), file.text), lexicon);
  } catch (const ProjectError&) {
    return std::nullopt;
  }
}

std::string decoded(const PublishedFile& file) {
  try {
    return SourceText::decode(file.path.filename().string(), file.text).text();
  } catch (const ProjectError&) {
    return file.text;
  }
}

/// "line 12": where two texts part.
std::string first_difference(std::string_view published, std::string_view now) {
  const std::vector<std::string_view> before = split_lines(published);
  const std::vector<std::string_view> after = split_lines(now);
  const std::size_t shorter = std::min(before.size(), after.size());
  std::size_t line = 0;
  while (line < shorter && before[line] == after[line]) ++line;
  const auto shown = [&](const std::vector<std::string_view>& lines) {
    return line < lines.size() ? fmt::format("\"{}\"", lines[line].substr(0, 80)) : std::string("the end of the file");
  };
  return fmt::format("line {}: {} became {}", line + 1, shown(before), shown(after));
}

class PublishedReader {
 public:
  PublishedReader(const RevisionGraph& graph, const std::string& main_branch)
      : graph_(graph), main_branch_(main_branch) {}

  void read(const PublishedFile& file, const std::optional<RevisionFile>& revision) {
    const std::string text = decoded(file);
    const RevisionFile* now = revision ? graph_.find(revision->id) : with_text(text);
    const std::string name = file.path.filename().string();
    if (now == nullptr || (revision && now->id != revision->id)) return gone(name, text, revision);
    if (now->source.text() != text) {
      result_.check.fail(fmt::format("{} is not what {} has, {}", now->source.name(), main_branch_,
                                     first_difference(text, now->source.text())));
      return;
    }
    result_.unchanged.insert(now->id);
    const std::string new_name = std::filesystem::path(now->source.name()).filename().string();
    if (new_name != name) renamed_.push_back(name + " is now " + new_name);
  }

  PublishedReading take(std::size_t files, const std::string& commit) {
    result_.check.name = "published files unchanged";
    result_.check.looked_at =
        fmt::format("{} file{} of {} at {}", files, files == 1 ? "" : "s", main_branch_, commit.substr(0, 12));
    for (const std::string& note : renamed_) result_.check.looked_at += "; " + note;
    if (!result_.check.differences.empty())
      result_.check.differences.push_back(
          "put the published text back, and write a new revision: retort revision --autogenerate");
    return std::move(result_);
  }

 private:
  const RevisionFile* with_text(const std::string& text) const {
    for (const auto& file : graph_.order()) {
      if (file->source.text() == text) return file.get();
    }
    return nullptr;
  }

  void gone(const std::string& name, const std::string& text, const std::optional<RevisionFile>& revision) {
    if (const RevisionFile* by = revision ? graph_.replacement(revision->id) : nullptr) {
      const ReplacedFile* record = record_of(*by, revision->id);
      if (record != nullptr && record->text != text_mark(text)) {
        result_.check.fail(fmt::format("{} was squashed into {}, and was not what {} has", name, by->id, main_branch_));
        return;
      }
      renamed_.push_back(fmt::format("{} is replaced by {}", name, by->id));
      return;
    }
    if (!revision) return;  // it never was a revision that could run
    result_.check.fail(fmt::format("{} (revision {}) is gone", name, revision->id));
  }

  const RevisionGraph& graph_;
  const std::string& main_branch_;
  std::vector<std::string> renamed_;
  PublishedReading result_;
};

}  // namespace

PublishedReading check_published(const Published& published, const RevisionGraph& graph, const Lexicon& lexicon,
                                 const std::string& main_branch) {
  if (!published.known) {
    PublishedReading skipped;
    skipped.check = {"published files unchanged", CheckResult::Status::skipped, published.why_not, {}};
    return skipped;
  }
  PublishedReader reader(graph, main_branch);
  for (const PublishedFile& file : published.files) reader.read(file, parse(file, lexicon));
  return reader.take(published.files.size(), published.commit);
}

}  // namespace retort
