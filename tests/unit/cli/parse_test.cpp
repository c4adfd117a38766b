#include <gtest/gtest.h>

#include "cli/call.hpp"
#include "retort/error.hpp"

namespace retort::cli {
namespace {

std::string error_of(const std::vector<std::string>& words) {
  try {
    parse_call(words);
  } catch (const UsageError& error) {
    return std::string(error.what()) + " | " + error.hint();
  }
  return "no error";
}

TEST(ParseCall, WithoutAVerb) {
  EXPECT_EQ(parse_call({}).verb, nullptr);
  const Call call = parse_call({"--json", "--env", "upgrade"});
  EXPECT_EQ(call.verb, nullptr);
  EXPECT_EQ(call.value("--env"), "upgrade");
}

TEST(ParseCall, TakesGlobalOptionsBeforeAndAfterTheVerb) {
  const Call call = parse_call({"--env", "local", "-x", "A=1", "upgrade", "head", "--json", "-x", "B=2", "-vv"});
  EXPECT_EQ(call.verb->name, "upgrade");
  EXPECT_EQ(call.arguments(), std::vector<std::string>{"head"});
  EXPECT_TRUE(call.flag("--json"));
  EXPECT_EQ(call.all("-x"), (std::vector<std::string>{"A=1", "B=2"}));
  EXPECT_EQ(call.all("--verbose").size(), 2U);
}

TEST(ParseCall, TakesTargetsThatBeginWithASign) {
  EXPECT_EQ(parse_call({"downgrade", "-1"}).arguments(), std::vector<std::string>{"-1"});
  EXPECT_EQ(parse_call({"downgrade", "-12"}).arguments(), std::vector<std::string>{"-12"});
  EXPECT_EQ(parse_call({"upgrade", "+2"}).arguments(), std::vector<std::string>{"+2"});
}

TEST(ParseCall, TakesWhatStandsBehindTwoDashesForArguments) {
  EXPECT_EQ(parse_call({"downgrade", "--", "-1"}).arguments(), std::vector<std::string>{"-1"});
  EXPECT_EQ(parse_call({"upgrade", "--", "--sql"}).arguments(), std::vector<std::string>{"--sql"});
  EXPECT_FALSE(parse_call({"upgrade", "--", "--sql"}).flag("--sql"));
}

TEST(ParseCall, DoesNotTakeAValueOrAnArgumentForTheVerb) {
  EXPECT_EQ(parse_call({"revision", "-m", "check"}).value("--message"), "check");
  EXPECT_EQ(parse_call({"help", "upgrade"}).verb->name, "help");
  EXPECT_EQ(parse_call({"dump", "models", "check"}).arguments().back(), "check");
}

TEST(ParseCall, KeepsValuesAsTheyAre) {
  const Call call =
      parse_call({"revision", "--autogenerate", "--existing", "t.c=a, [b], 'c d'", "--existing=t.d=-1", "-m", "-x"});
  EXPECT_EQ(call.all("--existing"), (std::vector<std::string>{"t.c=a, [b], 'c d'", "t.d=-1"}));
  EXPECT_EQ(call.value("--message"), "-x");
}

TEST(ParseCall, TakesTheUnderscoresOfAlembic) {
  EXPECT_EQ(parse_call({"list_templates"}).verb->name, "list-templates");
  EXPECT_EQ(parse_call({"ensure_version"}).verb->name, "ensure-version");
}

TEST(ParseCall, HelpOfAVerbIsTheVerbHelp) {
  const Call call = parse_call({"upgrade", "--help"});
  EXPECT_EQ(call.verb->name, "help");
  EXPECT_EQ(call.arguments(), std::vector<std::string>{"upgrade"});
  EXPECT_EQ(parse_call({"-h"}).verb->name, "help");
}

TEST(ParseCall, SuggestsTheNearestVerbAndFlag) {
  EXPECT_EQ(error_of({"upgrad", "head"}), "there is no command 'upgrad' | did you mean upgrade?");
  EXPECT_EQ(error_of({"frobnicate"}), "there is no command 'frobnicate' | retort help");
  EXPECT_EQ(error_of({"revision", "--autogenrate"}),
            "revision has no option --autogenrate | did you mean --autogenerate?");
  EXPECT_EQ(error_of({"upgrade", "head", "--jsno"}), "upgrade has no option --jsno | did you mean --json?");
}

TEST(ParseCall, RefusesTooFewAndTooManyArguments) {
  EXPECT_EQ(error_of({"upgrade"}), "upgrade needs TARGET | for example: retort upgrade head");
  EXPECT_EQ(error_of({"upgrade", "head", "base"}), "upgrade takes no argument 'base' | retort help upgrade");
  EXPECT_EQ(error_of({"check", "models"}), "check takes no argument 'models' | retort help check");
}

TEST(ParseCall, RefusesAnOptionGivenTwiceThatTakesOne) {
  EXPECT_EQ(error_of({"revision", "-m", "a", "-m", "b"}), "--message is given 2 times | ");
}

TEST(Call, AsksOnlyForWhatIsDeclared) {
  const Call call = parse_call({"check"});
  EXPECT_THROW(call.flag("--autogenerate"), std::logic_error);
}

TEST(Verbs, EachHasWhatHelpSays) {
  for (const Verb& verb : verbs()) {
    EXPECT_NE(verb.run, nullptr) << verb.name;
    EXPECT_FALSE(verb.summary.empty()) << verb.name;
    EXPECT_FALSE(verb.summary.ends_with('.')) << verb.name;
    ASSERT_FALSE(verb.examples.empty()) << verb.name;
    EXPECT_EQ(find_verb(verb.name), &verb);
  }
}

}  // namespace
}  // namespace retort::cli
