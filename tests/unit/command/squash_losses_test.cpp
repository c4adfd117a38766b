#include "command/squash_losses.hpp"

#include <gtest/gtest.h>

namespace retort::command {
namespace {

Definition definition(ObjectKind kind, const char* name) {
  Definition result;
  result.key = {kind, {Identifier("public"), Identifier(name)}};
  return result;
}

AlterColumn typed(const char* from, const char* to) {
  AlterColumn altered;
  altered.table = {Identifier("public"), Identifier("t")};
  altered.from.name = altered.to.name = Identifier("a");
  altered.from.type = from;
  altered.to.type = to;
  return altered;
}

TEST(UnseenLoss, ADropBesideACreationMayBeARename) {
  const DropDefinition drop{definition(ObjectKind::sequence, "s")};
  EXPECT_EQ(unseen_loss({drop}), "");
  EXPECT_EQ(unseen_loss({drop, CreateDefinition{definition(ObjectKind::view, "v")}}), "");
  EXPECT_EQ(unseen_loss({CreateDefinition{definition(ObjectKind::sequence, "t")}, drop}),
            "the last value of sequence 'public.s'");
  EXPECT_EQ(unseen_loss({DropDefinition{definition(ObjectKind::virtual_table, "a")},
                         CreateDefinition{definition(ObjectKind::virtual_table, "b")}}),
            "all rows of virtual table 'public.a'");
}

TEST(UnseenLoss, ATypeOfTheSchemaMayBeRenamed) {
  EXPECT_EQ(unseen_loss({typed("bigint", "integer")}), "");
  EXPECT_EQ(unseen_loss({typed("public.mood", "text")}), "");
  EXPECT_EQ(unseen_loss({typed("public.mood", "public.temper")}),
            "values of column 'public.t.a' that public.temper can't hold (it was public.mood)");
}

}  // namespace
}  // namespace retort::command
