#include "diff/object_questions.hpp"

#include <algorithm>
#include <set>

#include "diff/name_similarity.hpp"
#include "diff/privileges.hpp"
#include "sql/token.hpp"

namespace retort {
namespace {

constexpr int kSureScore = 100;

class Asked {
 public:
  explicit Asked(const Answers& answers) : no_(answers.not_renamed.begin(), answers.not_renamed.end()) {}
  bool about(const ObjectKey& key) const { return no_.count(key) == 0; }

 private:
  std::set<ObjectKey> no_;
};

bool is_asked_about(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::enum_type:
    case ObjectKind::composite_type:
    case ObjectKind::domain:
    case ObjectKind::range_type:
    case ObjectKind::function:
    case ObjectKind::procedure:
    case ObjectKind::aggregate:
    case ObjectKind::sequence:
    case ObjectKind::view:
    case ObjectKind::materialized_view:
    case ObjectKind::foreign_table:
      return true;
    default:
      return false;
  }
}

/// The text without the object's own name, wherever that stands.
std::string nameless(const Definition& definition, const Lexicon& lexicon) {
  std::string text;
  std::vector<Token> tokens = significant_tokens(definition.sql.canonical, lexicon);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool is_name = tokens[i].kind == TokenKind::word || tokens[i].kind == TokenKind::quoted_identifier;
    const bool qualifies = i + 2 < tokens.size() && tokens[i + 1].is_symbol(".") && is_name &&
                           lexicon.name(tokens[i].text) == definition.key.name.schema &&
                           lexicon.name(tokens[i + 2].text) == definition.key.name.name;
    if (qualifies) i += 2;
    const bool is_own = qualifies || (is_name && lexicon.name(tokens[i].text) == definition.key.name.name);
    text += is_own ? "?" : std::string(tokens[i].text);
    text += ' ';
  }
  return text;
}

/// All that makes it what it is, but for its name, its owner and its privileges.
std::string body(const Definition& definition, const Lexicon& lexicon) {
  std::string text = std::string(to_string(definition.key.kind)) + "\n" + nameless(definition, lexicon);
  if (definition.key.kind != ObjectKind::sequence) text += "\n" + definition.key.part.text();
  for (const std::string& value : definition.values) text += "\n" + value;
  for (const auto& [name, value] : definition.options) {
    if (!is_privilege(name)) text += "\n" + name + "=" + value;
  }
  return text;
}

void rank(std::vector<RenameQuestion::Candidate>& candidates) {
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const auto& a, const auto& b) { return a.score > b.score; });
}

/// The likeliest is the one with the likest name.
int score(const ObjectKey& gone, const ObjectKey& come) {
  return kSureScore / 2 + name_similarity(gone.name.name.text(), come.name.name.text()) / 2;
}

void ask_labels(const Definition& from, const Definition& to, const Asked& asked,
                std::vector<RenameQuestion>& questions) {
  const auto stays = [](const Definition& type, const std::string& label) {
    return std::find(type.values.begin(), type.values.end(), label) != type.values.end();
  };
  const auto key = [&](const std::string& label) {
    return ObjectKey{ObjectKind::enum_label, to.key.name, Identifier(label)};
  };
  auto gone = from.values.begin();
  auto come = to.values.begin();
  while (gone != from.values.end() && come != to.values.end()) {
    const bool gone_stays = stays(to, *gone) || !asked.about(key(*gone));
    const bool come_stays = stays(from, *come) || !asked.about(key(*come));
    if (!gone_stays && !come_stays) questions.push_back({key(*come), {{key(*gone), kSureScore}}});
    if (gone_stays && !come_stays) {
      ++come;
    } else if (!gone_stays && come_stays) {
      ++gone;
    } else {
      ++gone;
      ++come;
    }
  }
}

/// The names of the tables of each schema.
std::map<Identifier, std::set<Identifier>> tables_by_schema(const Schema& schema) {
  std::map<Identifier, std::set<Identifier>> result;
  for (const auto& [name, table] : schema.tables) result[name.schema].insert(name.name);
  return result;
}

}  // namespace

std::vector<RenameQuestion> schema_questions(const Schema& from, const Schema& to, const Answers& answers) {
  const Asked asked(answers);
  const auto only_in = [&](const Schema& schema, const Schema& other) {
    std::vector<ObjectKey> keys;
    for (const auto& [key, definition] : schema.definitions) {
      if (key.kind == ObjectKind::schema && other.definitions.count(key) == 0 && asked.about(key)) keys.push_back(key);
    }
    return keys;
  };
  std::vector<RenameQuestion> questions;
  const std::vector<ObjectKey> gone = only_in(from, to);
  const std::vector<ObjectKey> come = only_in(to, from);
  if (gone.empty() || come.empty()) return questions;
  const auto before = tables_by_schema(from);
  const auto after = tables_by_schema(to);
  for (const ObjectKey& key : come) {
    std::vector<RenameQuestion::Candidate> candidates;
    for (const ObjectKey& candidate : gone) {
      const auto old_tables = before.find(candidate.name.name);
      const auto new_tables = after.find(key.name.name);
      if (old_tables == before.end() || new_tables == after.end()) continue;
      const auto shared = static_cast<std::size_t>(
          std::count_if(old_tables->second.begin(), old_tables->second.end(),
                        [&](const Identifier& name) { return new_tables->second.count(name) != 0; }));
      const std::size_t all = old_tables->second.size() + new_tables->second.size() - shared;
      if (shared > 0) candidates.push_back({candidate, static_cast<int>(kSureScore * shared / all)});
    }
    rank(candidates);
    if (!candidates.empty()) questions.push_back({key, std::move(candidates)});
  }
  return questions;
}

std::vector<RenameQuestion> object_questions(const Schema& from, const Schema& to, const Answers& answers,
                                             const Lexicon& lexicon) {
  const Asked asked(answers);
  std::vector<RenameQuestion> questions;
  std::vector<const Definition*> come;
  for (const auto& [key, definition] : to.definitions) {
    const auto source = from.definitions.find(key);
    if (source == from.definitions.end()) {
      if (is_asked_about(key.kind) && asked.about(key)) come.push_back(&definition);
    } else if (key.kind == ObjectKind::enum_type) {
      ask_labels(source->second, definition, asked, questions);
    }
  }
  if (come.empty()) return questions;
  std::map<std::string, std::vector<const ObjectKey*>> gone;
  for (const auto& [key, definition] : from.definitions) {
    const bool is_gone = is_asked_about(key.kind) && to.definitions.count(key) == 0;
    if (is_gone && asked.about(key)) gone[body(definition, lexicon)].push_back(&key);
  }
  for (const Definition* definition : come) {
    const auto alike = gone.find(body(*definition, lexicon));
    if (alike == gone.end()) continue;
    std::vector<RenameQuestion::Candidate> candidates;
    for (const ObjectKey* key : alike->second) candidates.push_back({*key, score(*key, definition->key)});
    rank(candidates);
    questions.push_back({definition->key, std::move(candidates)});
  }
  return questions;
}

}  // namespace retort
