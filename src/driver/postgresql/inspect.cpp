#include "driver/postgresql/inspect.hpp"

#include "driver/postgresql/read_catalogue.hpp"

namespace retort::postgresql {

Schema inspect(Session& session, const InspectOptions& options) {
  session.flush();
  return read_catalogue(session.handle(), options, session.cancellation());
}

}  // namespace retort::postgresql
