#include "project/process.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <csignal>

#include "../folder.hpp"

namespace retort {
namespace {

TEST(Process, GivesOutputErrorsAndStatus) {
  const ProcessResult result = run_process({"/bin/sh", "-c", "echo out; echo err >&2; exit 3"});
  EXPECT_TRUE(result.started);
  EXPECT_EQ(result.status, 3);
  EXPECT_EQ(result.output, "out\n");
  EXPECT_EQ(result.errors, "err\n");
}

TEST(Process, PumpsMoreThanAPipeHolds) {
  ProcessOptions options;
  options.input = std::string(3'000'000, 'x');
  EXPECT_EQ(run_process({"cat"}, options).output, options.input);
}

TEST(Process, SurvivesAProgramThatReadsNothing) {
  ProcessOptions options;
  options.input = std::string(3'000'000, 'x');
  EXPECT_EQ(run_process({"true"}, options).status, 0);
}

TEST(Process, ArgumentsAreNoShellText) { EXPECT_EQ(run_process({"echo", "$HOME; ls"}).output, "$HOME; ls\n"); }

TEST(Process, MissingProgramAndFolderAreToldApartFromFailure) {
  EXPECT_FALSE(run_process({"/nonexistent/program"}).started);
  ProcessOptions options;
  options.folder = "/nonexistent";
  EXPECT_FALSE(run_process({"true"}, options).started);
}

TEST(Process, FolderAndEnvironmentAreSet) {
  const TestFolder folder;
  ::setenv("RETORT_TEST_GONE", "1", 1);
  ProcessOptions options;
  options.folder = folder.path();
  options.environment = {{"RETORT_TEST_GONE", std::nullopt}, {"RETORT_TEST_SET", "2"}};
  EXPECT_EQ(run_process({"/bin/sh", "-c", "pwd; echo ${RETORT_TEST_GONE-none} $RETORT_TEST_SET"}, options).output,
            folder.path().string() + "\nnone 2\n");
}

TEST(Process, ASignalIsAStatus) { EXPECT_EQ(run_process({"/bin/sh", "-c", "kill -9 $$"}).status, 137); }

TEST(Process, AnInterruptedProgramIsEndedAfterAWhile) {
  ProcessOptions options;
  options.cancellation.emplace();
  options.cancellation->cancel();
  EXPECT_EQ(run_process({"/bin/sh", "-c", "sleep 60; true"}, options).status, 128 + SIGTERM);
}

TEST(Process, WhatItLeftRunningIsNotWaitedFor) {
  ProcessOptions options;
  options.cancellation.emplace();
  const auto began = std::chrono::steady_clock::now();
  EXPECT_EQ(run_process({"/bin/sh", "-c", "sleep 10 & echo begun"}, options).output, "begun\n");
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(9));
}

}  // namespace
}  // namespace retort
