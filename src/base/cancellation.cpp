#include "retort/cancellation.hpp"

#include "retort/error.hpp"

namespace retort {

void Cancellation::check() const {
  if (cancelled()) throw Interrupted("interrupted");
}

}  // namespace retort
