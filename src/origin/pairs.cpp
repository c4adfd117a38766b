#include "origin/pairs.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "retort/error.hpp"

namespace retort {

namespace {

constexpr std::string_view kUp = ".up.sql";
constexpr std::string_view kDown = ".down.sql";

std::string version_key(const Migration& migration, Tool tool) {
  return tool == Tool::golang_migrate ? std::string(significant_digits(migration.version)) : migration.version;
}

}  // namespace

std::optional<PairName> read_pair_name(const std::string& file) {
  for (const std::string_view ending : {kUp, kDown}) {
    if (!file.ends_with(ending) || file.size() == ending.size()) continue;
    const std::string name = file.substr(0, file.size() - ending.size());
    return PairName{name, name, ending == kUp};
  }
  return std::nullopt;
}

std::optional<PairName> read_golang_name(const std::string& file) {
  std::optional<PairName> pair = read_pair_name(file);
  if (!pair) return std::nullopt;
  const std::size_t digits = std::min(file.find_first_not_of("0123456789"), file.size());
  if (digits == 0 || digits == file.size() || file[digits] != '_') return std::nullopt;
  pair->version = file.substr(0, digits);
  return pair;
}

std::string diesel_version(const std::string& folder) {
  std::string version = folder.substr(0, folder.find('_'));
  version.erase(std::remove(version.begin(), version.end(), '-'), version.end());
  return version;
}

std::string_view significant_digits(std::string_view number) {
  while (number.size() > 1 && number.front() == '0') number.remove_prefix(1);
  return number;
}

bool number_less(std::string_view a, std::string_view b) {
  a = significant_digits(a);
  b = significant_digits(b);
  return a.size() != b.size() ? a.size() < b.size() : a < b;
}

void sort_migrations(std::vector<Migration>& migrations, Tool tool) {
  std::sort(migrations.begin(), migrations.end(), [&](const Migration& a, const Migration& b) {
    if (tool == Tool::golang_migrate) return number_less(a.version, b.version);
    // dbmate goes by the file's name.
    return tool == Tool::dbmate ? a.name < b.name : a.version < b.version;
  });
  for (std::size_t i = 0; i < migrations.size(); ++i) {
    for (std::size_t j = i + 1; j < migrations.size(); ++j) {
      if (version_key(migrations[i], tool) != version_key(migrations[j], tool)) continue;
      throw ProjectError(
          fmt::format("{} and {} have one version, {}", migrations[i].name, migrations[j].name, migrations[j].version),
          std::nullopt, "give one of them another; its tool can't tell them apart either");
    }
  }
}

}  // namespace retort
