// Two grammars. SQLite's has a path and nothing else to name; the servers' are RFC 3986:
// //user:password@host:port/database. No message quotes the part of a URL in which a password can stand, not even a
// port: "user:secret" without an @ reads as host and port.
#include "driver/url.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "base/ascii.hpp"
#include "retort/error.hpp"

namespace retort {

namespace {

constexpr std::string_view kMemory = ":memory:";
constexpr std::string_view kUnreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
constexpr std::string_view kSchemes =
    "URLs look like sqlite:app.db, sqlite::memory:, postgresql://user@host/database or mariadb://user@host/database";

struct Scheme {
  std::string_view spelled;
  std::string_view name;
};
constexpr std::array kSchemeNames{
    Scheme{"sqlite", "sqlite"},       Scheme{"sqlite3", "sqlite"},  Scheme{"postgresql", "postgresql"},
    Scheme{"postgres", "postgresql"}, Scheme{"mariadb", "mariadb"}, Scheme{"mysql", "mariadb"},
};

std::string spelled_scheme(std::string_view text) {
  return ascii_lower(text.substr(0, std::min(text.find(':'), text.find('+'))));
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string decode(std::string_view text, std::string_view part) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded += text[i];
      continue;
    }
    const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
    const int byte = high * 16 + low;
    if (high < 0 || low < 0 || byte == 0) {
      throw UsageError(fmt::format("the {} of the URL has a % that two hexadecimal digits don't follow", part),
                       std::nullopt, "a percent sign itself is written %25");
    }
    decoded += static_cast<char>(byte);
    i += 2;
  }
  return decoded;
}

std::string encode(std::string_view text, std::string_view also_bare) {
  std::string encoded;
  for (const char c : text) {
    const bool bare = kUnreserved.find(c) != std::string_view::npos || also_bare.find(c) != std::string_view::npos ||
                      static_cast<unsigned char>(c) >= 0x80;
    encoded += bare ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return encoded;
}

/// Cuts `?…` off the end of `rest`.
std::map<std::string, std::string> take_options(std::string_view& rest) {
  std::map<std::string, std::string> options;
  const std::size_t question = rest.find('?');
  if (question == std::string_view::npos) return options;
  std::string_view query = rest.substr(question + 1);
  rest = rest.substr(0, question);
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view pair = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (pair.empty()) continue;
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos || equals == 0) {
      throw UsageError("an option of the URL is not of the form key=value");
    }
    options[decode(pair.substr(0, equals), "options")] = decode(pair.substr(equals + 1), "options");
  }
  return options;
}

/// SQLAlchemy's `sqlite:///file:app.db?mode=ro&uri=true`.
void take_file_uri(Url& url) {
  const auto uri = url.options.find("uri");
  if (uri == url.options.end()) return;
  const bool is_uri = uri->second == "true" || uri->second == "1";
  url.options.erase(uri);
  if (!is_uri || !url.database.starts_with("file:")) return;
  url.database.erase(0, 5);
  if (url.database.starts_with("//")) url.database.erase(0, 2);
}

Url parse_sqlite(std::string_view rest) {
  Url url;
  url.scheme = "sqlite";
  url.options = take_options(rest);
  if (rest.starts_with("//")) {
    rest.remove_prefix(2);
    if (rest.empty() || rest == "/" || rest == kMemory) rest = std::string_view("/:memory:");
    if (!rest.starts_with('/')) {
      throw UsageError(fmt::format("'sqlite://{0}' names a host, and SQLite has none", rest), std::nullopt,
                       fmt::format("write sqlite:{0} (or sqlite:///{0}); a path from the root is sqlite:/{0}", rest));
    }
    rest.remove_prefix(1);
  }
  if (rest.empty()) throw UsageError("the URL 'sqlite:' names no file", std::nullopt, std::string(kSchemes));
  url.database = decode(rest, "path");
  take_file_uri(url);
  return url;
}

std::optional<int> parse_port(std::string_view text) {
  if (text.empty()) return std::nullopt;
  int port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc() || end != text.data() + text.size() || port < 1 || port > 65535) {
    throw UsageError("the port of the URL is not a number from 1 to 65535", std::nullopt,
                     "a ':' or '@' in a user or password is written %3A or %40");
  }
  return port;
}

/// host, host:port, [::1]:port, or libpq's list h1:1,h2:2, which stays as it is.
void parse_host(std::string_view text, Url& url) {
  if (text.find(',') != std::string_view::npos) {
    url.host = decode(text, "host");
    return;
  }
  std::size_t colon = text.rfind(':');
  if (text.starts_with('[')) {
    const std::size_t close = text.find(']');
    const bool closed = close != std::string_view::npos && (close + 1 == text.size() || text[close + 1] == ':');
    if (!closed) throw UsageError("the host of the URL opens a '[' that no ']' closes");
    url.host = decode(text.substr(1, close - 1), "host");
    colon = close + 1 == text.size() ? std::string_view::npos : close + 1;
  } else {
    url.host = decode(text.substr(0, colon), "host");
  }
  if (colon != std::string_view::npos) url.port = parse_port(text.substr(colon + 1));
}

Url parse_server(std::string scheme, std::string_view rest) {
  Url url;
  url.scheme = std::move(scheme);
  if (!rest.starts_with("//")) {
    throw UsageError(fmt::format("a {} URL goes on with // after its scheme", url.scheme), std::nullopt,
                     std::string(kSchemes));
  }
  rest.remove_prefix(2);
  // The user's part ends at the last @ before the path, so that a password may hold one.
  const std::size_t path = std::min(rest.find_first_of("/?"), rest.size());
  std::string_view authority = rest.substr(0, path);
  rest.remove_prefix(path);
  url.options = take_options(rest);
  if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
    const std::string_view user = authority.substr(0, at);
    const std::size_t colon = user.find(':');
    url.user = decode(user.substr(0, colon), "user");
    if (colon != std::string_view::npos) url.password = decode(user.substr(colon + 1), "password");
    authority.remove_prefix(at + 1);
  }
  parse_host(authority, url);
  if (rest.starts_with('/')) url.database = decode(rest.substr(1), "database");
  return url;
}

bool is_secret(std::string_view option) {
  return option.find("password") != std::string_view::npos || option == "passwd" || option == "key";
}

std::string options_text(const Url& url, bool redacts) {
  std::string text;
  for (const auto& [key, value] : url.options) {
    text += text.empty() ? '?' : '&';
    text += encode(key, "/:");
    text += '=';
    text += redacts && is_secret(ascii_lower(key)) ? "***" : encode(value, "/:");
  }
  return text;
}

std::string url_text(const Url& url, bool redacts) {
  if (url.scheme == "sqlite") {
    const std::string_view before = url.database.starts_with("//") ? "sqlite:///" : "sqlite:";
    std::string path = encode(url.database, "/:@!$&'()*+,;= ");
    if (path.ends_with(' ')) path.replace(path.size() - 1, 1, "%20");  // parse trims
    return std::string(before) + path + options_text(url, redacts);
  }
  std::string text = url.scheme + "://" + encode(url.user, "");
  if (!url.password.empty()) text += redacts ? ":***" : ":" + encode(url.password, "");
  if (!url.user.empty() || !url.password.empty()) text += '@';
  const bool ipv6 = url.host.find(':') != std::string::npos && url.host.find(',') == std::string::npos;
  text += ipv6 ? "[" + encode(url.host, ":") + "]" : encode(url.host, ":,");
  if (url.port) text += fmt::format(":{}", *url.port);
  if (!url.database.empty()) text += "/" + encode(url.database, "");
  return text + options_text(url, redacts);
}

}  // namespace

Url Url::parse(std::string_view text) {
  text = trim(text);
  const std::size_t colon = text.find(':');
  const std::string spelled = spelled_scheme(text);
  if (colon == std::string_view::npos || spelled.find_first_not_of(kUnreserved) != std::string::npos) {
    throw UsageError("the URL has no scheme", std::nullopt, std::string(kSchemes));
  }
  const std::string_view engine = engine_of(text);
  if (engine.empty())
    throw UsageError(fmt::format("no engine has the URL scheme '{}'", spelled), std::nullopt, std::string(kSchemes));
  const std::string_view rest = text.substr(colon + 1);
  return engine == "sqlite" ? parse_sqlite(rest) : parse_server(std::string(engine), rest);
}

std::string_view Url::engine_of(std::string_view text) {
  const std::string spelled = spelled_scheme(trim(text));
  for (const Scheme& scheme : kSchemeNames)
    if (scheme.spelled == spelled) return scheme.name;
  return {};
}

Url Url::resolved(const std::filesystem::path& folder) const {
  Url url = *this;
  if (names_file()) url.database = (folder / database).lexically_normal().string();
  return url;
}

std::string Url::shown_from(const std::filesystem::path& folder) const {
  if (!names_file()) return redacted();
  const std::filesystem::path relative = std::filesystem::path(database).lexically_relative(folder);
  if (relative.empty() || *relative.begin() == "..") return redacted();
  Url shown = *this;
  shown.database = relative.string();
  return shown.redacted();
}

std::string Url::redacted() const { return url_text(*this, true); }

std::string Url::with_password() const { return url_text(*this, false); }

}  // namespace retort
