// For LD_PRELOAD under pg_dump and nothing else: pg_dump refuses a server that is newer than itself, and there is no
// Debian package of a newer one. With this it takes every server for one of its own version. What only newer servers
// have it does not see then; tests/support/postgresql_catalogue.sql, which stands beside it wherever it is used, does.
struct pg_conn;

extern "C" __attribute__((visibility("default"))) int PQserverVersion(const pg_conn*) { return 150000; }
