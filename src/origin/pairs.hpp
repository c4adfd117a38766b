// Chains that keep the way up and the way back in two files: golang-migrate's VERSION_TITLE.up.sql
// (https://github.com/golang-migrate/migrate/blob/master/MIGRATIONS.md), Diesel's folders with up.sql and down.sql
// (https://docs.rs/diesel_migrations), and NAME.up.sql of nobody in particular.
#pragma once

#include <string>
#include <vector>

#include "origin/migration.hpp"

namespace retort {

/// What one file name says.
struct PairName {
  std::string name;     // "000002_orders", without .up.sql
  std::string version;  // "000002"; the name itself where the tool has none
  bool up = false;
};

/// None where golang-migrate would pass the file over.
std::optional<PairName> read_golang_name(const std::string& file);
/// None where it is neither NAME.up.sql nor NAME.down.sql.
std::optional<PairName> read_pair_name(const std::string& file);
/// Diesel's version of a folder: what stands before the first `_`, without its dashes.
std::string diesel_version(const std::string& folder);

/// Whether a number comes before another, however many zeros they begin with. REQUIRES: digits.
bool number_less(std::string_view a, std::string_view b);
/// The number without the zeros that it begins with.
std::string_view significant_digits(std::string_view number);

/// As the tool would run them. Throws ProjectError where two have one version.
void sort_migrations(std::vector<Migration>& migrations, Tool tool);

}  // namespace retort
