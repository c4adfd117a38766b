#include "project/settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "base/ascii.hpp"
#include "base/hash.hpp"
#include "project/duration.hpp"
#include "project/key_suggestion.hpp"

namespace retort {
namespace {

namespace fs = std::filesystem;

struct SettingKey {
  std::string_view name;
  void (*read)(const ConfigNode&, const SettingsContext&, Settings&);
};

[[noreturn]] void wrong_type(const ConfigNode& node, const SettingsContext& context, std::string_view expected) {
  throw ProjectError(fmt::format("{} must be {}, and is {}", subject(node, context), expected, node.type_name),
                     node.where);
}

[[noreturn]] void wrong_value(const ConfigNode& node, const SettingsContext& context, std::string_view problem,
                              std::string hint = {}) {
  throw ProjectError(fmt::format("{} {}", subject(node, context), problem), node.where, std::move(hint));
}

/// A string, or a list of strings.
std::vector<std::string> text_values(const ConfigNode& node, const SettingsContext& context) {
  if (node.type == ConfigNode::Type::string) return {text_value(node, context)};
  if (node.type != ConfigNode::Type::array) wrong_type(node, context, "a string or a list of strings");
  std::vector<std::string> values;
  for (ConfigNode item : node.items) {
    item.key = node.key;
    if (item.type != ConfigNode::Type::string) wrong_type(item, context, "a list of strings");
    values.push_back(text_value(item, context));
  }
  return values;
}

fs::path resolved(const std::string& path, const SettingsContext& context) {
  return (context.folder / path).lexically_normal();
}

std::vector<fs::path> path_values(const ConfigNode& node, const SettingsContext& context) {
  std::vector<fs::path> paths;
  for (const std::string& text : text_values(node, context)) {
    fs::path path = resolved(text, context);
    if (std::find(paths.begin(), paths.end(), path) == paths.end()) paths.push_back(std::move(path));
  }
  return paths;
}

/// A folder becomes the *.sql in it, sorted by name. One without any stays as it is, so that who reads it fails by
/// name: taken for an empty schema it would ask to drop every table.
std::vector<fs::path> sql_files(const std::vector<fs::path>& paths) {
  std::vector<fs::path> files;
  for (const fs::path& path : paths) {
    std::error_code failure;
    std::vector<fs::path> inside;
    if (fs::is_directory(path, failure)) {
      for (const fs::directory_entry& entry : fs::directory_iterator(path, failure)) {
        const std::string name = entry.path().filename().string();
        if (entry.path().extension() == ".sql" && name[0] != '.' && entry.is_regular_file(failure))
          inside.push_back(entry.path());
      }
    }
    std::sort(inside.begin(), inside.end());
    if (inside.empty()) inside.push_back(path);
    for (fs::path& file : inside) {
      if (std::find(files.begin(), files.end(), file) == files.end()) files.push_back(std::move(file));
    }
  }
  return files;
}

std::chrono::milliseconds duration_value(const ConfigNode& node, const SettingsContext& context) {
  if (node.type == ConfigNode::Type::integer && node.integer != 0)
    wrong_value(node, context, "needs a unit",
                fmt::format("\"{}s\", \"{}ms\" or \"{}m\"", node.integer, node.integer, node.integer));
  if (node.type == ConfigNode::Type::integer) return std::chrono::milliseconds(0);
  const std::string text = text_value(node, context);
  const auto duration = parse_duration(text);
  if (!duration)
    wrong_value(node, context, fmt::format("is no duration: \"{}\"", text), "\"500ms\", \"60s\", \"2m\" or \"1h\"");
  return *duration;
}

void read_schema(const ConfigNode& node, const SettingsContext& context, Settings& settings) {
  const std::vector<std::string> values = text_values(node, context);
  if (values.empty())
    wrong_value(node, context, "is an empty list", "leave the key out where C++ models are linked in");
  SchemaSource source;
  for (const std::string& value : values) {
    if (value.rfind("exec:", 0) != 0) continue;
    if (values.size() > 1)
      wrong_value(node, context, "mixes a command with files", "use one command that prints all of the schema");
    source.command = std::string(trim(std::string_view(value).substr(5)));
    if (source.command->empty()) wrong_value(node, context, "names no command after \"exec:\"");
  }
  if (!source.command) source.files = sql_files(path_values(node, context));
  settings.schema = std::move(source);
}

void read_file_template(const ConfigNode& node, const SettingsContext& context, Settings& settings) {
  static const std::vector<std::string> kPlaceholders = {"year",   "month", "day", "hour", "minute",
                                                         "second", "slug",  "rev", "epoch"};
  const std::string text = text_value(node, context);
  if (text.find('/') != std::string::npos) wrong_value(node, context, "holds a '/': it makes a file name, not a path");
  bool tells_apart = false;
  for (std::size_t at = text.find_first_of("{}"); at != std::string::npos; at = text.find_first_of("{}", at)) {
    const std::size_t end = text.find('}', at);
    if (text[at] == '}' || end == std::string::npos) wrong_value(node, context, "has a brace without its partner");
    const std::string name = text.substr(at + 1, end - at - 1);
    if (std::find(kPlaceholders.begin(), kPlaceholders.end(), name) == kPlaceholders.end()) {
      wrong_value(node, context, fmt::format("has an unknown placeholder {{{}}}", name),
                  key_suggestion(name, kPlaceholders));
    }
    tells_apart = tells_apart || name == "rev" || name == "slug" || name == "second" || name == "epoch";
    at = end + 1;
  }
  if (!tells_apart)
    wrong_value(node, context, "gives every file the same name", "use {slug}, {rev}, {second} or {epoch} in it");
  settings.file_template = text;
}

void read_slug_length(const ConfigNode& node, const SettingsContext& context, Settings& settings) {
  if (node.type != ConfigNode::Type::integer) wrong_type(node, context, "a whole number");
  if (node.integer < 1 || node.integer > 200) wrong_value(node, context, "must be from 1 to 200");
  settings.slug_length = static_cast<int>(node.integer);
}

void read_timezone(const ConfigNode& node, const SettingsContext& context, Settings& settings) {
  const std::string text = text_value(node, context);
  const fs::path zones = "/usr/share/zoneinfo";
  std::error_code ignored;
  const bool is_name = std::all_of(text.begin(), text.end(), [](unsigned char c) {
    return std::isalnum(c) || c == '_' || c == '-' || c == '+' || c == '/';
  });
  const bool unknown = text != "UTC" && fs::is_directory(zones, ignored) && !fs::is_regular_file(zones / text, ignored);
  if (!is_name || unknown)
    wrong_value(node, context, fmt::format("is no time zone: \"{}\"", text),
                "\"UTC\" or a name such as \"Europe/Vienna\"");
  settings.timezone = text;
}

std::optional<fs::path> default_cache(const SettingsContext& context) {
  const auto variable = [&](const char* name) {
    const auto found = context.process_environment.find(name);
    return found == context.process_environment.end() ? fs::path() : fs::path(found->second);
  };
  fs::path base = variable("XDG_CACHE_HOME");
  if (!base.is_absolute()) base = variable("HOME").is_absolute() ? variable("HOME") / ".cache" : fs::path();
  if (base.empty()) return std::nullopt;
  return base / "retort" / content_hash(context.folder.string()).substr(0, 16);
}

void read_cache(const ConfigNode& node, const SettingsContext& context, Settings& settings) {
  const std::string text = text_value(node, context);
  settings.cache = text == "off" ? std::nullopt : std::optional(resolved(text, context));
}

void read_transaction(const ConfigNode& node, const SettingsContext& context, Settings& settings) {
  const std::string text = text_value(node, context);
  if (text != "step" && text != "run")
    wrong_value(node, context, fmt::format("is \"{}\"", text), "\"step\" or \"run\"");
  settings.one_transaction = text == "run";
}

// ---- [managed] ----

/// Of objects that stand for themselves.
std::vector<std::string> object_kinds() {
  std::vector<std::string> kinds;
  for (int kind = 0; kind <= static_cast<int>(ObjectKind::default_privileges); ++kind) {
    switch (static_cast<ObjectKind>(kind)) {
      case ObjectKind::enum_label:
      case ObjectKind::attribute:
      case ObjectKind::column:
      case ObjectKind::column_default:
      case ObjectKind::constraint:
      case ObjectKind::index:
        continue;
      default:
        kinds.emplace_back(to_string(static_cast<ObjectKind>(kind)));
    }
  }
  return kinds;
}

std::vector<FilterPattern> patterns(const ConfigNode& node, const SettingsContext& context) {
  static const std::vector<std::string> kKinds = object_kinds();
  std::vector<FilterPattern> result;
  for (const std::string& text : text_values(node, context)) {
    FilterPattern pattern;
    const std::size_t colon = text.find(':');
    if (colon != std::string::npos) {
      pattern.kind = ascii_lower(trim(text.substr(0, colon)));
      std::replace(pattern.kind.begin(), pattern.kind.end(), '_', ' ');
      if (std::find(kKinds.begin(), kKinds.end(), pattern.kind) == kKinds.end()) {
        wrong_value(node, context, fmt::format("has an unknown kind in \"{}\"", text),
                    key_suggestion(pattern.kind, kKinds));
      }
    }
    pattern.glob = std::string(trim(colon == std::string::npos ? text : text.substr(colon + 1)));
    if (pattern.glob.empty()) wrong_value(node, context, fmt::format("has no name in \"{}\"", text));
    result.push_back(std::move(pattern));
  }
  return result;
}

void read_not_covered(const ConfigNode& node, const SettingsContext& context, Settings& settings) {
  const std::string text = text_value(node, context);
  if (text != "report" && text != "error")
    wrong_value(node, context, fmt::format("is \"{}\"", text), "\"report\" or \"error\"");
  settings.not_covered_is_error = text == "error";
}

constexpr SettingKey kManagedKeys[] = {
    {"include", [](const ConfigNode& n, const SettingsContext& c, Settings& s) { s.managed.include = patterns(n, c); }},
    {"exclude", [](const ConfigNode& n, const SettingsContext& c, Settings& s) { s.managed.exclude = patterns(n, c); }},
    {"privileges",
     [](const ConfigNode& n, const SettingsContext& c, Settings& s) { s.privileges = boolean_value(n, c); }},
    {"column_order",
     [](const ConfigNode& n, const SettingsContext& c, Settings& s) { s.column_order = boolean_value(n, c); }},
    {"not_covered", read_not_covered},
};

// ---- [stubs] ----

constexpr SettingKey kStubKeys[] = {
    {"functions",
     [](const ConfigNode& n, const SettingsContext& c, Settings& s) { s.stubs.functions = text_values(n, c); }},
    {"collations",
     [](const ConfigNode& n, const SettingsContext& c, Settings& s) { s.stubs.collations = text_values(n, c); }},
};

std::vector<std::string> names_of(std::span<const SettingKey> keys) {
  std::vector<std::string> names;
  for (const SettingKey& key : keys) names.emplace_back(key.name);
  return names;
}

const SettingKey* find_key(std::span<const SettingKey> keys, std::string_view name) {
  const auto found = std::find_if(keys.begin(), keys.end(), [&](const SettingKey& key) { return key.name == name; });
  return found == keys.end() ? nullptr : &*found;
}

bool holds_variable(const ConfigNode& node) {
  return has_variable(node.text) || std::any_of(node.items.begin(), node.items.end(), holds_variable);
}

void read_key(const SettingKey& key, const ConfigNode& node, const SettingsContext& context, Settings& settings) {
  if (context.variables == nullptr && holds_variable(node)) return;
  key.read(node, context, settings);
}

/// [managed] and the like. `name`: as it stands in the file.
void read_section(std::span<const SettingKey> keys, std::string_view name, const ConfigNode& node,
                  const SettingsContext& context, Settings& settings) {
  if (node.type != ConfigNode::Type::table) wrong_type(node, context, "a table");
  for (const ConfigNode& member : node.members) {
    const SettingKey* key = find_key(keys, member.key);
    if (key == nullptr) {
      throw ProjectError(fmt::format("unknown key '{}' in [{}]", member.key, name), member.where,
                         key_suggestion(member.key, names_of(keys)));
    }
    read_key(*key, member, context, settings);
  }
}

void read_lint(const ConfigNode& node, const SettingsContext& context, Settings& settings) {
  if (node.type != ConfigNode::Type::table) wrong_type(node, context, "a table");
  for (const ConfigNode& rule : node.members) {
    if (context.variables == nullptr && holds_variable(rule)) continue;
    const std::string level = text_value(rule, context);
    if (level != "error" && level != "warning" && level != "off")
      wrong_value(rule, context, fmt::format("is \"{}\"", level), "\"error\", \"warning\" or \"off\"");
    settings.lint[rule.key] = level;
  }
}

// ---- the top level ----

constexpr SettingKey kSettingKeys[] = {
    {"schema", read_schema},
    {"revisions",
     [](const ConfigNode& n, const SettingsContext& c, Settings& s) {
       s.revisions = path_values(n, c);
       if (s.revisions.empty()) wrong_value(n, c, "is an empty list");
     }},
    {"seeds",
     [](const ConfigNode& n, const SettingsContext& c, Settings& s) { s.seeds = sql_files(path_values(n, c)); }},
    {"main_branch",
     [](const ConfigNode& n, const SettingsContext& c, Settings& s) { s.main_branch = text_value(n, c); }},
    {"version_table",
     [](const ConfigNode& n, const SettingsContext& c, Settings& s) {
       s.version_table = text_value(n, c);
       if (s.version_table.find('.') != std::string::npos)
         wrong_value(n, c, fmt::format("is \"{}\"", s.version_table), "its schema stands in version_schema");
     }},
    {"version_schema",
     [](const ConfigNode& n, const SettingsContext& c, Settings& s) {
       const bool none = n.type == ConfigNode::Type::string && n.text.empty();
       s.version_schema = none ? std::string() : text_value(n, c);
     }},
    {"file_template", read_file_template},
    {"timezone", read_timezone},
    {"slug_length", read_slug_length},
    {"lock_wait",
     [](const ConfigNode& n, const SettingsContext& c, Settings& s) { s.lock_wait = duration_value(n, c); }},
    {"lock_timeout",
     [](const ConfigNode& n, const SettingsContext& c, Settings& s) { s.lock_timeout = duration_value(n, c); }},
    {"statement_timeout",
     [](const ConfigNode& n, const SettingsContext& c, Settings& s) { s.statement_timeout = duration_value(n, c); }},
    {"transaction", read_transaction},
    {"hooks", [](const ConfigNode& n, const SettingsContext& c, Settings& s) { s.hooks = read_hooks(n, c); }},
    {"online", [](const ConfigNode& n, const SettingsContext& c, Settings& s) { s.online = boolean_value(n, c); }},
    {"require", [](const ConfigNode& n, const SettingsContext& c, Settings&) { text_value(n, c); }},  // checked at once
    {"cache", read_cache},
    {"managed", [](const ConfigNode& n, const SettingsContext& c,
                   Settings& s) { read_section(kManagedKeys, "managed", n, c, s); }},
    {"stubs",
     [](const ConfigNode& n, const SettingsContext& c, Settings& s) { read_section(kStubKeys, "stubs", n, c, s); }},
    {"lint", read_lint},
};

}  // namespace

std::string subject(const ConfigNode& node, const SettingsContext& context) {
  return context.environment.empty() ? fmt::format("'{}'", node.key)
                                     : fmt::format("'{}' of environment '{}'", node.key, context.environment);
}

std::string text_value(const ConfigNode& node, const SettingsContext& context) {
  if (node.type != ConfigNode::Type::string) wrong_type(node, context, "a string");
  std::string text = context.variables == nullptr || node.text.find("${") == std::string::npos
                         ? node.text
                         : context.variables->expand(node.text, node.where, subject(node, context));
  if (trim(text).empty()) wrong_value(node, context, "is empty");
  if (text.find('\0') != std::string::npos) wrong_value(node, context, "holds a NUL");
  return text;
}

bool boolean_value(const ConfigNode& node, const SettingsContext& context) {
  if (node.type != ConfigNode::Type::boolean) wrong_type(node, context, "true or false");
  return node.boolean;
}

Settings read_settings(const ConfigNode& table, const SettingsContext& context) {
  Settings settings;
  settings.revisions = {resolved("db/versions", context)};
  settings.cache = default_cache(context);
  for (const ConfigNode& member : table.members) {
    if (const SettingKey* key = find_key(kSettingKeys, member.key)) read_key(*key, member, context, settings);
  }
  return settings;
}

std::vector<std::string> setting_names() { return names_of(kSettingKeys); }
std::vector<std::string> managed_names() { return names_of(kManagedKeys); }

}  // namespace retort
