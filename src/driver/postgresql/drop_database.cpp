// DROP DATABASE would take the database's own settings along: ALTER DATABASE … SET, its owner, privileges, comment,
// encoding and locale, and it needs a role that may create databases, and nobody else connected. So the database stays,
// and what is in it goes: each user's schema with all that is in it.
#include "driver/postgresql/drop_database.hpp"

namespace retort::postgresql {

void drop_database(Session&) { throw std::logic_error("drop_database is not written yet"); }

}  // namespace retort::postgresql
