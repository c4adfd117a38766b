#include "operation/misfit.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace retort {

void misfit(std::string_view what, const ObjectName& name) {
  throw std::logic_error(fmt::format("the operation does not fit the schema: {} '{}'", what, name.to_string()));
}

}  // namespace retort
