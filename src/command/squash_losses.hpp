// What the difference of two ends may lose that the revisions between them do not.
#pragma once

#include <string>

#include "operation/operation.hpp"

namespace retort::command {

/// "the last value of sequence 's'": what the operations of one direction take away, and no row of the proof shows.
/// Empty where there is none. Rows of tables and values of columns are not among it: these the proof compares.
std::string unseen_loss(const OperationList& operations);

}  // namespace retort::command
