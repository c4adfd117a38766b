#include "base/cancellation.hpp"

#include "base/error.hpp"

namespace retort {

void Cancellation::check() const {
  if (cancelled()) throw Interrupted("interrupted");
}

}  // namespace retort
