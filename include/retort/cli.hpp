// The whole command line of Retort in a program of one's own: link retort::cli and the drivers that are named.
#pragma once

#include <functional>

#include "retort/driver.hpp"

namespace retort {
class Metadata;
}  // namespace retort

namespace retort::cli {

/// What makes a program out of the command line.
struct Program {
  Drivers drivers;
  std::function<void(Metadata&)> models =
      {};  // the source of truth, in place of `schema`; empty: the project's files are
};

/// One run with the process's own streams and signals. Returns the exit status; throws nothing.
int main(int argc, char** argv, const Program& program);

}  // namespace retort::cli
