#include "driver/sqlite/inspect.hpp"

namespace retort::sqlite {
Schema inspect(Session&, const InspectOptions&) { throw std::logic_error("not yet"); }
}  // namespace retort::sqlite
