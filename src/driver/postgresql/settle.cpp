#include "driver/postgresql/settle.hpp"

namespace retort::postgresql {

InDoubt settle(Session&, const Statement&) { return InDoubt::again; }

}  // namespace retort::postgresql
