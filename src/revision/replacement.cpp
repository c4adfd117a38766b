#include "revision/replacement.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "retort/error.hpp"

namespace retort {
namespace {

ProjectError error_at(const RevisionFile& file, const std::string& message, const std::string& hint) {
  return ProjectError(message, SourceLocation{file.source.name(), file.lines.replaces, 0}, hint);
}

class Taking {
 public:
  Taking(std::vector<RevisionFile>& files, const std::set<RevisionId>& kept) : files_(files), kept_(kept) {}

  Replacements take() {
    std::set<RevisionId> covered;
    for (const RevisionFile& file : files_) {
      if (!kept_.contains(file.id)) covered.insert(file.replaces.begin(), file.replaces.end());
    }
    if (covered.empty()) return {};
    const auto stays = [&](const RevisionFile& file) { return kept_.contains(file.id) || !covered.contains(file.id); };
    const auto rest = std::stable_partition(files_.begin(), files_.end(), stays);
    result_.left_out.assign(std::make_move_iterator(rest), std::make_move_iterator(files_.end()));
    files_.erase(rest, files_.end());
    for (const RevisionFile& file : files_) {
      if (kept_.contains(file.id)) continue;
      add(file, file.replaces);
      for (const RevisionId& id : file.stands_at) result_.names.emplace(id, file.id);
    }
    for (const RevisionFile& file : result_.left_out) {
      if (!result_.replaced.contains(file.id)) refuse_circle(file);
    }
    for (RevisionFile& file : files_) {
      rename(file.revises);
      rename(file.depends_on);
    }
    return std::move(result_);
  }

 private:
  /// With what these replaced in their turn, where their files are still there.
  void add(const RevisionFile& file, const std::vector<RevisionId>& ids) {
    for (const RevisionId& id : ids) {
      const auto [known, fresh] = result_.replaced.emplace(id, file.id);
      if (known->second != file.id) refuse_second(id, known->second, file);
      if (!fresh) continue;
      for (const RevisionFile& below : result_.left_out) {
        if (below.id == id) add(file, below.replaces);
      }
    }
  }

  void refuse_second(const RevisionId& id, const RevisionId& first, const RevisionFile& second) const {
    const auto other =
        std::find_if(files_.begin(), files_.end(), [&](const RevisionFile& file) { return file.id == first; });
    throw error_at(
        second, fmt::format("two files replace revision {}: {} and {}", id, other->source.name(), second.source.name()),
        "keep the one that the main branch has, and squash again what the other one added");
  }

  /// It is replaced, by something that is replaced, and nothing of all that stays.
  void refuse_circle(const RevisionFile& file) const {
    const auto other = std::find_if(result_.left_out.begin(), result_.left_out.end(), [&](const RevisionFile& each) {
      return std::find(each.replaces.begin(), each.replaces.end(), file.id) != each.replaces.end();
    });
    throw error_at(file,
                   fmt::format("revisions {} and {} replace each other: {} and {}", file.id, other->id,
                               file.source.name(), other->source.name()),
                   "take the newer one out of the \"Replaces\" of the older one");
  }

  void rename(std::vector<RevisionId>& ids) const {
    std::vector<RevisionId> renamed;
    for (const RevisionId& id : ids) {
      const auto name = result_.names.find(id);
      const RevisionId& now = name == result_.names.end() || kept_.contains(id) ? id : name->second;
      if (std::find(renamed.begin(), renamed.end(), now) == renamed.end()) renamed.push_back(now);
    }
    ids = std::move(renamed);
  }

  std::vector<RevisionFile>& files_;
  const std::set<RevisionId>& kept_;
  Replacements result_;
};

}  // namespace

Replacements take_replaced(std::vector<RevisionFile>& files, const std::set<RevisionId>& kept) {
  return Taking(files, kept).take();
}

const ReplacedFile* record_of(const RevisionFile& by, const RevisionId& id) {
  const auto found = std::find_if(by.replaced_files.begin(), by.replaced_files.end(),
                                  [&](const ReplacedFile& file) { return file.id == id; });
  return found == by.replaced_files.end() ? nullptr : &*found;
}

ReplacedFile record_for(const RevisionFile& file) {
  std::vector<std::string> hashes;
  for (const Step& step : file.upgrade) hashes.push_back(step.hash);
  return {file.id, text_mark(file.source.text()), upgrade_mark(hashes), file.message};
}

std::string kept_for(const RevisionFile& file, const RevisionFile& by) {
  const ReplacedFile* record = record_of(by, file.id);
  if (record == nullptr) return fmt::format("{} does not say what it was", by.id);
  if (record->text != text_mark(file.source.text())) return "it is not the text that was squashed";
  return {};
}

}  // namespace retort
