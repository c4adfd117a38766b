#include "driver/url.hpp"

#include <gtest/gtest.h>

#include "retort/error.hpp"

namespace retort {
namespace {

Url sqlite(std::string path, std::map<std::string, std::string> options = {}) {
  Url url;
  url.scheme = "sqlite";
  url.database = std::move(path);
  url.options = std::move(options);
  return url;
}

std::string message_of(std::string_view text) {
  try {
    Url::parse(text);
  } catch (const UsageError& error) {
    return std::string(error.what()) + "\n" + error.hint();
  }
  return "(no error)";
}

TEST(Url, ReadsEverySpellingOfASqlitePath) {
  EXPECT_EQ(Url::parse("sqlite:app.db"), sqlite("app.db"));
  EXPECT_EQ(Url::parse("sqlite:/var/app.db"), sqlite("/var/app.db"));
  EXPECT_EQ(Url::parse("sqlite:///app.db"), sqlite("app.db"));
  EXPECT_EQ(Url::parse("sqlite:///db/app.db"), sqlite("db/app.db"));
  EXPECT_EQ(Url::parse("sqlite:////var/app.db"), sqlite("/var/app.db"));
  EXPECT_EQ(Url::parse("sqlite+pysqlite:////var/app.db"), sqlite("/var/app.db"));
  EXPECT_EQ(Url::parse("SQLite:app.db"), sqlite("app.db"));
  EXPECT_EQ(Url::parse("  sqlite:app.db\n"), sqlite("app.db"));
}

TEST(Url, ReadsEverySpellingOfMemory) {
  for (const char* text : {"sqlite://", "sqlite::memory:", "sqlite:///:memory:", "sqlite:///", "sqlite+pysqlite://"}) {
    EXPECT_TRUE(Url::parse(text).in_memory()) << text;
  }
  EXPECT_FALSE(Url::parse("sqlite:memory").in_memory());
}

TEST(Url, DecodesAndReadsOptions) {
  EXPECT_EQ(Url::parse("sqlite:a%20b%3Fc.db?mode=ro&cache=private"),
            sqlite("a b?c.db", {{"mode", "ro"}, {"cache", "private"}}));
  EXPECT_EQ(Url::parse("sqlite:///file:app.db?mode=ro&uri=true"), sqlite("app.db", {{"mode", "ro"}}));
  EXPECT_EQ(Url::parse("sqlite:///file:///var/app.db?uri=1"), sqlite("/var/app.db"));
}

TEST(Url, ReadsServers) {
  const Url url = Url::parse("postgresql+psycopg2://al%40ice:p%3A%2F@db.example:5433/my%20app?sslmode=require");
  EXPECT_EQ(url.scheme, "postgresql");
  EXPECT_EQ(url.user, "al@ice");
  EXPECT_EQ(url.password, "p:/");
  EXPECT_EQ(url.host, "db.example");
  EXPECT_EQ(url.port, 5433);
  EXPECT_EQ(url.database, "my app");
  EXPECT_EQ(url.options.at("sslmode"), "require");
  EXPECT_EQ(Url::parse("postgres://h/d").scheme, "postgresql");
  EXPECT_EQ(Url::parse("mysql+pymysql://h/d").scheme, "mariadb");
  EXPECT_EQ(Url::parse("mariadb+mariadbconnector://h/d").scheme, "mariadb");
}

TEST(Url, ReadsHostsOfEveryShape) {
  EXPECT_EQ(Url::parse("postgresql://[::1]:5432/d").host, "::1");
  EXPECT_EQ(Url::parse("postgresql://[::1]:5432/d").port, 5432);
  EXPECT_EQ(Url::parse("postgresql:///d?host=/run/pg").host, "");
  EXPECT_EQ(Url::parse("postgresql:///d?host=/run/pg").options.at("host"), "/run/pg");
  EXPECT_EQ(Url::parse("postgresql://a:1,b:2/d").host, "a:1,b:2");
  EXPECT_EQ(Url::parse("postgresql://u:p@ss@h/d").password, "p@ss");
  EXPECT_EQ(Url::parse("postgresql://h").port, std::nullopt);
}

TEST(Url, ErrorsSayWhatToWrite) {
  EXPECT_NE(message_of("app.db").find("sqlite:app.db"), std::string::npos);
  EXPECT_NE(message_of("oracle://x").find("'oracle'"), std::string::npos);
  EXPECT_NE(message_of("sqlite://app.db").find("write sqlite:app.db"), std::string::npos);
  EXPECT_NE(message_of("sqlite:").find("names no file"), std::string::npos);
  EXPECT_NE(message_of("sqlite:a%2").find("%25"), std::string::npos);
  EXPECT_NE(message_of("sqlite:a%00b").find("path"), std::string::npos);
  EXPECT_NE(message_of("sqlite:a?mode").find("key=value"), std::string::npos);
  EXPECT_NE(message_of("postgresql:d").find("//"), std::string::npos);
}

TEST(Url, ErrorsNeverShowAPassword) {
  for (const char* text : {"postgresql://user:s3cret", "postgresql://user:s3cret@h:port/d", "oracle://user:s3cret@h/d",
                           "postgresql://user:s3cret%@h/d", "postgresql:user:s3cret@h/d", "user:s3cret@h/d",
                           "postgresql://h/d?password"}) {
    const std::string message = message_of(text);
    EXPECT_NE(message, "(no error)") << text;
    EXPECT_EQ(message.find("s3cret"), std::string::npos) << message;
  }
}

TEST(Url, NamesTheEngineOfABeginning) {
  EXPECT_EQ(Url::engine_of("postgres://${HOST}"), "postgresql");
  EXPECT_EQ(Url::engine_of("mysql+pymysql://h"), "mariadb");
  EXPECT_EQ(Url::engine_of("SQLite"), "sqlite");
  EXPECT_EQ(Url::engine_of("${DATABASE_URL}"), "");
}

TEST(Url, OnlyFilesCountFromAFolder) {
  EXPECT_EQ(Url::parse("sqlite:../a.db").resolved("/x/y").database, "/x/a.db");
  EXPECT_EQ(Url::parse("sqlite::memory:").resolved("/x").database, ":memory:");
  EXPECT_EQ(Url::parse("postgresql:///d").resolved("/x").database, "d");
  EXPECT_EQ(Url::parse("sqlite:/x/y/a.db").shown_from("/x"), "sqlite:y/a.db");
  EXPECT_EQ(Url::parse("sqlite:/z/a.db").shown_from("/x"), "sqlite:/z/a.db");
  EXPECT_EQ(Url::parse("postgresql://u:p@h/d").shown_from("/x"), "postgresql://u:***@h/d");
}

TEST(Url, RedactsPasswords) {
  EXPECT_EQ(Url::parse("postgresql://u:s3cret@h:1/d?sslpassword=s3cret&x=y").redacted(),
            "postgresql://u:***@h:1/d?sslpassword=***&x=y");
  EXPECT_EQ(Url::parse("mysql://u@h/d").redacted(), "mariadb://u@h/d");
  EXPECT_EQ(Url::parse("sqlite:///my app.db").redacted(), "sqlite:my app.db");
  EXPECT_EQ(Url::parse("sqlite://").redacted(), "sqlite::memory:");
}

TEST(Url, RedactedReadsBackWhereThereIsNoPassword) {
  for (const char* text : {"sqlite:app.db?mode=ro", "sqlite:a%25b%3Fc", "sqlite://////server/share", "sqlite::memory:",
                           "postgresql://u%40@[::1]:5/d%2Fe?a%26=b%3D", "mariadb://a:1,b:2/d", "postgresql:///d"}) {
    const Url url = Url::parse(text);
    EXPECT_EQ(Url::parse(url.redacted()), url) << url.redacted();
  }
}

}  // namespace
}  // namespace retort
