#include "driver/sqlite/rebuild_watch.hpp"

#include "dialect/sqlite/lexicon.hpp"
#include "driver/sqlite/guard.hpp"
#include "sql/classify.hpp"
#include "sql/quote.hpp"
#include "sql/token.hpp"

namespace retort::sqlite {

std::optional<Rename> read_rename(std::string_view statement) {
  const StatementClass what = classify(statement, lexicon());
  if (what.kind != StatementKind::alter || what.object_kind != "TABLE" || !what.object) return std::nullopt;
  const std::vector<Token> tokens = significant_tokens(statement, lexicon());
  const std::size_t count = tokens.size();
  if (count < 3 || !tokens[count - 2].is_word("TO") || !tokens[count - 3].is_word("RENAME")) return std::nullopt;
  return Rename{what.object->name, lexicon().identifier(unquote(tokens[count - 1].text))};
}

void RebuildWatch::before(const Statement& statement) {
  if (statement.rebuild) {
    check_guard(session_, *statement.rebuild);
    statistics_.save(lexicon().identifier(statement.rebuild->table));
  }
  if (copies_.empty()) return;
  const StatementClass what = classify(statement.text, lexicon());
  if (what.kind != StatementKind::drop || what.object_kind != "TABLE" || !what.object) return;
  for (const Copy& copy : copies_) {
    if (copy.source == what.object->name) check_copy(session_, copy);
  }
}

void RebuildWatch::after(const Statement& statement) {
  if (std::optional<Copy> copy = read_copy(statement)) copies_.push_back(std::move(*copy));
  if (copies_.empty()) return;
  const std::optional<Rename> rename = read_rename(statement.text);
  if (!rename) return;
  for (const Copy& copy : copies_) {
    if (copy.built == rename->from) rebuilt_.push_back({copy.source, rename->to});
  }
}

void RebuildWatch::finish() {
  for (const Rename& table : rebuilt_) statistics_.restore(table.from, table.to);
  rebuilt_.clear();
}

}  // namespace retort::sqlite
