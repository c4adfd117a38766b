#include "command/timestamp.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

#include "retort/error.hpp"

namespace retort::command {
namespace {

constexpr std::string_view kSummer = "2026-07-01T22:30:05Z";

TEST(Timestamp, InUtc) {
  const Timestamp when = timestamp(kSummer, "UTC");
  EXPECT_EQ(when.to_string(), "2026-07-01 22:30:05 UTC");
  EXPECT_EQ(when.epoch, 1782945005);
}

TEST(Timestamp, InAZoneWithItsDaylightSaving) {
  EXPECT_EQ(timestamp(kSummer, "Europe/Berlin").to_string(), "2026-07-02 00:30:05 CEST");
  EXPECT_EQ(timestamp("2026-01-01T12:00:00Z", "Europe/Berlin").to_string(), "2026-01-01 13:00:00 CET");
}

TEST(Timestamp, LeavesTheProcessInItsOwnZone) {
  setenv("TZ", "Asia/Tokyo", 1);
  timestamp(kSummer, "Europe/Berlin");
  EXPECT_STREQ(std::getenv("TZ"), "Asia/Tokyo");
  EXPECT_EQ(timestamp(kSummer, "local").hour, 7);
  unsetenv("TZ");
  timestamp(kSummer, "Europe/Berlin");
  EXPECT_EQ(std::getenv("TZ"), nullptr);
}

TEST(Timestamp, RefusesAZoneThatIsNone) {
  for (const char* zone : {"Europe/Berlim", "../../etc/passwd", "/etc/passwd", "Europe"})
    EXPECT_THROW(timestamp(kSummer, zone), ProjectError) << zone;
}

TEST(FileName, FillsInEveryPlaceholder) {
  const Timestamp when = timestamp(kSummer, "UTC");
  EXPECT_EQ(file_name("{year}{month}{day}{hour}{minute}{second}_{slug}", when, "3f2a", "add_status"),
            "20260701223005_add_status.sql");
  EXPECT_EQ(file_name("{epoch}-{rev}", when, "3f2a", ""), "1782945005-3f2a.sql");
}

TEST(FileName, EndsInNoUnderscoreWhereThereIsNoMessage) {
  EXPECT_EQ(file_name("{rev}_{slug}", timestamp(kSummer, "UTC"), "3f2a", ""), "3f2a.sql");
}

TEST(FileName, RefusesUnknownPlaceholdersAndFolders) {
  const Timestamp when = timestamp(kSummer, "UTC");
  for (const char* text : {"{revision}", "{rev", "", "{slug}", "a/{rev}"})
    EXPECT_THROW(file_name(text, when, "3f2a", ""), ProjectError) << text;
}

}  // namespace
}  // namespace retort::command
