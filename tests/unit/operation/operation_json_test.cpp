#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "operation/describe.hpp"

namespace retort {
namespace {

const ObjectName kUsers{{}, Identifier("users")};

TEST(OperationJson, AConstraintSaysItsKindAndItsFields) {
  KeyPart email;
  email.column = Identifier("email");
  Unique unique;
  unique.name = Identifier("uq_email");
  unique.columns = {email};
  const auto json = to_json(Operation(DropConstraint{kUsers, unique}));
  EXPECT_EQ(json.at("operation"), "drop_constraint");
  EXPECT_EQ(json.at("table"), "users");
  EXPECT_EQ(json.at("constraint").dump(), R"({"kind":"unique","name":"uq_email","columns":[{"column":"email"}]})");
}

TEST(OperationJson, APrimaryKeyIsAConstraintToo) {
  KeyPart id;
  id.column = Identifier("id");
  PrimaryKey key;
  key.columns = {id};
  const auto json = to_json(Operation(AddConstraint{kUsers, key}));
  EXPECT_EQ(json.at("constraint").dump(), R"({"kind":"primary_key","columns":[{"column":"id"}]})");
}

}  // namespace
}  // namespace retort
