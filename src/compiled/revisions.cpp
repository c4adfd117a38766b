#include "retort/revisions.hpp"

#include <fmt/format.h>

namespace retort {

Revisions& Revisions::add(CompiledRevision revision, std::source_location where) {
  if (revision.where.empty()) revision.where = fmt::format("{}:{}", where.file_name(), where.line());
  compiled_.push_back(std::move(revision));
  return *this;
}

Revisions& Revisions::add(const Revisions& others) {
  files_.insert(files_.end(), others.files_.begin(), others.files_.end());
  compiled_.insert(compiled_.end(), others.compiled_.begin(), others.compiled_.end());
  functions_.insert(functions_.end(), others.functions_.begin(), others.functions_.end());
  return *this;
}

Revisions& Revisions::after_upgrade(std::string revision, StepFunction function, StepFunctionOptions options) {
  functions_.push_back({std::move(revision), Direction::upgrade, std::move(function), std::move(options)});
  return *this;
}

Revisions& Revisions::before_downgrade(std::string revision, StepFunction function, StepFunctionOptions options) {
  functions_.push_back({std::move(revision), Direction::downgrade, std::move(function), std::move(options)});
  return *this;
}

}  // namespace retort
