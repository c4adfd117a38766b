#include "project/cache.hpp"

#include <gtest/gtest.h>

#include "../folder.hpp"

namespace retort {
namespace {

namespace fs = std::filesystem;

TEST(Cache, GivesBackWhatItGot) {
  const TestFolder folder;
  const Cache cache(folder / "a/b");
  EXPECT_EQ(cache.find("k"), std::nullopt);
  cache.store("k", "line\nline\n");
  EXPECT_EQ(cache.find("k"), "line\nline\n");
  cache.store("k", "");
  EXPECT_EQ(cache.find("k"), "");
}

TEST(Cache, DamagedEntriesAreNotThere) {
  const TestFolder folder;
  const Cache cache(folder.path());
  cache.store("k", "a long content");
  const std::string whole = folder.read("k.json");
  for (std::size_t size = 0; size < whole.size(); ++size) {
    folder.write("k.json", whole.substr(0, size));
    EXPECT_EQ(cache.find("k"), std::nullopt) << size;
  }
  cache.store("k", "new");
  EXPECT_EQ(cache.find("k"), "new");
}

TEST(Cache, KeepsWhatWasUsedLast) {
  const TestFolder folder;
  const Cache cache(folder.path());
  cache.store("kept", "1");
  for (std::size_t i = 0; i < Cache::kEntries + 5; ++i) {
    cache.store("k" + std::to_string(i), "x");
    // Times of change are only as fine as the kernel's tick.
    fs::last_write_time(folder / ("k" + std::to_string(i) + ".json"),
                        fs::file_time_type::clock::now() - std::chrono::hours(100 - i));
    EXPECT_TRUE(cache.find("kept"));
  }
  std::size_t count = 0;
  for (const auto& entry : fs::directory_iterator(folder.path())) count += entry.path().extension() == ".json";
  EXPECT_EQ(count, Cache::kEntries);
  EXPECT_FALSE(cache.find("k0"));
}

TEST(Cache, AFolderThatCannotBeIsNoError) {
  const TestFolder folder;
  folder.write("file", "");
  const Cache cache(folder / "file/below");
  cache.store("k", "x");
  EXPECT_EQ(cache.find("k"), std::nullopt);
  const Cache off(std::nullopt);
  off.store("k", "x");
  EXPECT_EQ(off.find("k"), std::nullopt);
}

}  // namespace
}  // namespace retort
