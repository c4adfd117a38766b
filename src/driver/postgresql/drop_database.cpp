// DROP DATABASE would take the database's own settings along: ALTER DATABASE … SET, its owner, privileges, comment,
// encoding and locale, and it needs a role that may create databases, and nobody else connected. So the database stays,
// and what is in it goes, object by object: DROP SCHEMA … CASCADE would lock all tables of a schema in one transaction,
// which a server as it comes refuses above some thousand, and it would take `public` along with its privileges.
//
// What stays: `public` itself, roles and tablespaces (they are the server's), subscriptions and large objects, and
// extensions that belong to somebody else, with their members: an administrator put them there, and the role could not
// make them again.
#include "driver/postgresql/drop_database.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "driver/postgresql/lock.hpp"

namespace retort::postgresql {

namespace {

/// One transaction, and its locks.
constexpr std::size_t kBatch = 100;

/// Everything with the word that DROP takes for it, first what hinders others. pg_identify_object quotes names.
constexpr std::string_view kObjects = R"sql(
WITH mine AS (
  SELECT oid FROM pg_catalog.pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
), kept AS (
  SELECT oid FROM pg_catalog.pg_extension
  WHERE extname = 'plpgsql' OR NOT pg_catalog.pg_has_role(extowner, 'USAGE')
), found(place, word, class, object) AS (
  SELECT 1, 'EVENT TRIGGER', 'pg_event_trigger'::regclass, oid FROM pg_catalog.pg_event_trigger
  UNION ALL SELECT 2, 'PUBLICATION', 'pg_publication'::regclass, oid FROM pg_catalog.pg_publication
  UNION ALL SELECT 3, CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'f' THEN 'FOREIGN TABLE'
      WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, 'pg_class'::regclass, oid
    FROM pg_catalog.pg_class WHERE relkind IN ('v', 'm', 'r', 'p', 'f', 'S') AND relnamespace IN (SELECT oid FROM mine)
  UNION ALL SELECT 4, 'TRANSFORM', 'pg_transform'::regclass, oid FROM pg_catalog.pg_transform
  UNION ALL SELECT 4, 'CAST', 'pg_cast'::regclass, oid FROM pg_catalog.pg_cast WHERE oid >= 16384
  UNION ALL SELECT 5, 'ROUTINE', 'pg_proc'::regclass, oid FROM pg_catalog.pg_proc WHERE pronamespace IN (SELECT oid FROM mine)
  UNION ALL SELECT 6, 'OPERATOR CLASS', 'pg_opclass'::regclass, oid FROM pg_catalog.pg_opclass
    WHERE opcnamespace IN (SELECT oid FROM mine)
  UNION ALL SELECT 7, 'OPERATOR FAMILY', 'pg_opfamily'::regclass, oid FROM pg_catalog.pg_opfamily
    WHERE opfnamespace IN (SELECT oid FROM mine)
  UNION ALL SELECT 8, 'OPERATOR', 'pg_operator'::regclass, oid FROM pg_catalog.pg_operator
    WHERE oprnamespace IN (SELECT oid FROM mine)
  UNION ALL SELECT 9, 'TEXT SEARCH CONFIGURATION', 'pg_ts_config'::regclass, oid FROM pg_catalog.pg_ts_config
    WHERE cfgnamespace IN (SELECT oid FROM mine)
  UNION ALL SELECT 10, 'TEXT SEARCH DICTIONARY', 'pg_ts_dict'::regclass, oid FROM pg_catalog.pg_ts_dict
    WHERE dictnamespace IN (SELECT oid FROM mine)
  UNION ALL SELECT 11, 'TEXT SEARCH PARSER', 'pg_ts_parser'::regclass, oid FROM pg_catalog.pg_ts_parser
    WHERE prsnamespace IN (SELECT oid FROM mine)
  UNION ALL SELECT 11, 'TEXT SEARCH TEMPLATE', 'pg_ts_template'::regclass, oid FROM pg_catalog.pg_ts_template
    WHERE tmplnamespace IN (SELECT oid FROM mine)
  UNION ALL SELECT 12, 'TYPE', 'pg_type'::regclass, oid FROM pg_catalog.pg_type
    WHERE typnamespace IN (SELECT oid FROM mine)
  UNION ALL SELECT 14, 'CONVERSION', 'pg_conversion'::regclass, oid FROM pg_catalog.pg_conversion
    WHERE connamespace IN (SELECT oid FROM mine)
  UNION ALL SELECT 14, 'COLLATION', 'pg_collation'::regclass, oid FROM pg_catalog.pg_collation
    WHERE collnamespace IN (SELECT oid FROM mine)
  UNION ALL SELECT 15, 'EXTENSION', 'pg_extension'::regclass, oid FROM pg_catalog.pg_extension
    WHERE oid NOT IN (SELECT oid FROM kept)
  UNION ALL SELECT 16, 'SERVER', 'pg_foreign_server'::regclass, oid FROM pg_catalog.pg_foreign_server
  UNION ALL SELECT 17, 'FOREIGN DATA WRAPPER', 'pg_foreign_data_wrapper'::regclass, oid
    FROM pg_catalog.pg_foreign_data_wrapper
  UNION ALL SELECT 18, 'LANGUAGE', 'pg_language'::regclass, oid FROM pg_catalog.pg_language WHERE oid >= 16384
  UNION ALL SELECT 19, 'ACCESS METHOD', 'pg_am'::regclass, oid FROM pg_catalog.pg_am WHERE oid >= 16384
  UNION ALL SELECT 20, 'SCHEMA', 'pg_namespace'::regclass, n.oid FROM pg_catalog.pg_namespace n
    WHERE n.oid IN (SELECT oid FROM mine) AND nspname <> 'public'
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d JOIN kept ON d.refobjid = kept.oid OR d.objid = kept.oid
                    WHERE d.refclassid = 'pg_extension'::regclass AND d.classid = 'pg_namespace'::regclass AND d.objid = n.oid
                    OR d.classid = 'pg_extension'::regclass AND d.refclassid = 'pg_namespace'::regclass AND d.refobjid = n.oid)
)
SELECT pg_catalog.format('DROP %s IF EXISTS %s CASCADE', word,
    CASE word WHEN 'TRANSFORM' THEN pg_catalog.replace(i.identity, 'for ', 'FOR ')
              WHEN 'ROUTINE' THEN object::regprocedure::text ELSE i.identity END)
FROM found, LATERAL pg_catalog.pg_identify_object(class, object, 0) i
-- neither members of extensions, nor what is a part of something else: an identity's sequence, a range's functions
WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                  WHERE d.classid = class AND d.objid = object AND d.deptype IN ('e', 'i')
                  -- a partitioned table stands on its own columns
                  AND (d.refclassid, d.refobjid) <> (class, object))
ORDER BY place, object DESC
)sql";

std::vector<Request> drops(Session& session) {
  std::vector<Request> requests;
  const Result found = session.query(std::string(kObjects));
  requests.reserve(static_cast<std::size_t>(found.rows()));
  for (int row = 0; row < found.rows(); ++row) requests.push_back({std::string(found.text(row, 0)), {}, false});
  return requests;
}

}  // namespace

void drop_database(Session& session) {
  const SessionLock lock(session);
  // So that names are told with their schemas.
  session.run({{"SET search_path = ''", {}, false}});
  const std::vector<Request> all = drops(session);
  const std::span<const Request> left(all);
  for (std::size_t at = 0; at < all.size(); at += kBatch) {
    // Each batch is a transaction: what is sent together, is one.
    session.run(left.subspan(at, std::min(kBatch, all.size() - at)));
  }
  session.run({{"CREATE SCHEMA IF NOT EXISTS public", {}, false}});
}

}  // namespace retort::postgresql
