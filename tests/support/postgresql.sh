#!/usr/bin/env bash
# PostgreSQL servers for tests: of their own, on a free loopback port, in a temporary folder, gone on every way out.
#
#   postgresql.sh start VERSION FOLDER                  for CTest: one server for the whole run of ctest
#   postgresql.sh stop VERSION FOLDER
#   postgresql.sh with FOLDER VERSION... -- COMMAND...  COMMAND with the servers that this run of ctest started, and
#                                                       where there are none, with ones that end when it does
#
# COMMAND gets, for each VERSION (15, 18):
#   RETORT_TEST_POSTGRESQL_15         postgresql://postgres@127.0.0.1:PORT/postgres, superuser, no password
#   RETORT_TEST_POSTGRESQL_15_SOCKET  the folder of its Unix socket, and the port is the URL's
#   RETORT_TEST_POSTGRESQL_15_BIN     initdb, postgres and pg_ctl of that version
#   RETORT_TEST_POSTGRESQL_15_LOG     what the server says
#
# Where a version is not installed: exit 77 (skipped), and where CI is set, 1. RETORT_POSTGRESQL_15_BIN and
# RETORT_POSTGRESQL_18_BIN name other folders of binaries. Nothing is written through to the disk, but where
# RETORT_TEST_DURABLE is set: commits cost then what they cost in production (benchmarks).
#
# Each server has a guard (`watch`): a process of its own session that ends the server and removes its folder when it
# is told to, and when the process that the server was started for is no longer there, however that came to its end.
set -euo pipefail
self=$(readlink -f "${BASH_SOURCE[0]}")
root=$(dirname "$(dirname "$(dirname "$self")")")

die() { echo "postgresql.sh: $*" >&2; exit 1; }

# not_there VERSION: ends the test, as skipped where that is allowed.
not_there() {
  echo "no PostgreSQL $1 here: run tools/install-deps postgresql"
  [ -z "${CI:-}" ] || exit 1
  exit 77
}

# binaries VERSION: prints their folder; fails where there is none.
binaries() {
  local override=RETORT_POSTGRESQL_$1_BIN folder
  for folder in ${!override:-"/usr/lib/postgresql/$1/bin" "$root/build/postgresql-$1/bin"}; do
    if [ -x "$folder/postgres" ] && [ -x "$folder/initdb" ]; then echo "$folder"; return; fi
  done
  return 1
}

# started PID: when it began, so that another process with its number is not taken for it. Fails if it is gone.
started() {
  local stat
  { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 1
  read -r -a stat <<<"${stat##*) }"
  echo "${stat[19]}"
}

# watch VERSION BIN STATE OWNER: the guard; ends with the server.
watch() {
  version=$1 bin=$2 state=$3 owner=$4 server='' as=()  # not local: the trap below needs them
  local since try port
  since=$(started "$owner") || exit 1
  folder=$(mktemp -d "${TMPDIR:-/tmp}/retort-pg$version.XXXXXX")
  end_server() {
    trap '' TERM INT HUP
    # Nobody needs the data: SIGQUIT, without a checkpoint.
    if [ -n "$server" ]; then kill -QUIT "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; fi
    rm -rf "$folder"
    [ ! -e "$state/env" ] || rm -rf "$state"  # else its log is still to be read
  }
  trap end_server EXIT
  trap 'exit 0' TERM INT HUP
  cd "$folder"

  if [ "$(id -u)" -eq 0 ]; then  # the server refuses root
    local user=postgres
    id -u "$user" >/dev/null 2>&1 || user=nobody
    as=(setpriv "--reuid=$user" "--regid=$(id -g "$user")" --clear-groups)
    chown "$user:$(id -g "$user")" "$folder"
    if ! "${as[@]}" test -x "$bin/postgres"; then  # as below /root
      cp -rL "$(dirname "$bin")" "$folder/postgresql"
      chmod -R a+rX "$folder/postgresql"
      bin=$folder/postgresql/bin
    fi
  fi
  chmod 711 "$folder"
  local say=(env -u PGDATA LC_ALL=C TZ=UTC HOME="$folder")
  # The encoding and the locale that template0 has are the same on both versions.
  "${say[@]}" "${as[@]}" "$bin/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync --no-instructions \
    || die "initdb failed"

  # jit: compiling a query of the catalogue takes longer than running it, and nothing that tests expect hangs on it.
  local volatile=(-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c jit=off)
  [ -z "${RETORT_TEST_DURABLE:-}" ] || volatile=()
  for try in 1 2 3 4 5 6 7 8; do
    port=$((20000 + (RANDOM << 15 | RANDOM) % 12000))
    "${say[@]}" "${as[@]}" "$bin/postgres" -D "$folder/data" -p "$port" -k "$folder" -c listen_addresses=127.0.0.1 \
      "${volatile[@]}" -c max_locks_per_transaction=1024 \
      -c max_connections=200 -c max_prepared_transactions=8 -c wal_level=logical -c timezone=UTC -c log_timezone=UTC &
    server=$!
    while kill -0 "$server" 2>/dev/null && [ "$(started "$owner")" = "$since" ]; do
      if [ "$(sed -n '8s/ *$//p' "$folder/data/postmaster.pid" 2>/dev/null)" = ready ]; then break 2; fi
      sleep 0.05
    done
    [ "$(started "$owner")" = "$since" ] || exit 0
    wait "$server" || true  # the port is somebody's: another one
    server=
  done
  [ -n "$server" ] || die "the server does not start"

  {
    echo "RETORT_TEST_POSTGRESQL_$version=postgresql://postgres@127.0.0.1:$port/postgres"
    echo "RETORT_TEST_POSTGRESQL_${version}_SOCKET=$folder"
    echo "RETORT_TEST_POSTGRESQL_${version}_BIN=$bin"
    echo "RETORT_TEST_POSTGRESQL_${version}_LOG=$state/log"
  } >"$state/env.new"
  mv "$state/env.new" "$state/env"
  while [ "$(started "$owner" || true)" = "$since" ] && kill -0 "$server" 2>/dev/null; do
    sleep 0.5 &
    wait $! || true
  done
}

# start VERSION FOLDER OWNER
start() {
  local version=$1 state=$2/$1.$3 bin guard try
  bin=$(binaries "$version") || not_there "$version"
  rm -rf "$state"
  mkdir -p "$state"
  state=$(readlink -f "$state")
  setsid "$self" watch "$version" "$bin" "$state" "$3" </dev/null >"$state/log" 2>&1 &
  guard=$!
  echo "$guard" >"$state/guard"
  for ((try = 0; try < 1200; ++try)); do
    [ ! -e "$state/env" ] || return 0
    kill -0 "$guard" 2>/dev/null || break
    sleep 0.05
  done
  kill "$guard" 2>/dev/null || true
  cat "$state/log" >&2
  die "PostgreSQL $version did not start"
}

# stop VERSION FOLDER OWNER: quiet where nothing runs.
stop() {
  local state=$2/$1.$3 guard try
  [ -e "$state/guard" ] || return 0
  guard=$(cat "$state/guard")
  kill "$guard" 2>/dev/null || true
  for ((try = 0; try < 1200; ++try)); do  # a minute: a busy machine takes its time to write all out
    if ! kill -0 "$guard" 2>/dev/null; then rm -rf "$state"; return 0; fi
    sleep 0.05
  done
  die "PostgreSQL $1 did not end; process $guard"
}

# with FOLDER VERSION... -- COMMAND...; OWNER is the run of ctest, if that is what called.
with() {
  folder=$2 own=()  # not local: the trap below needs them
  local owner=$1 versions=() version status=0
  shift 2
  while [ $# -gt 0 ] && [ "$1" != -- ]; do versions+=("$1"); shift; done
  [ $# -gt 1 ] || die "no command behind --"
  shift
  # What the caller's own PostgreSQL settings are is no business of a test.
  for version in "${!PG@}"; do unset "$version"; done
  end_own() { for version in "${own[@]}"; do stop "$version" "$folder" $$; done; }
  trap end_own EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  for version in "${versions[@]}"; do
    local state=$folder/$version.$owner
    if [ ! -e "$state/env" ]; then
      binaries "$version" >/dev/null || not_there "$version"
      own+=("$version")
      start "$version" "$folder" $$
      state=$folder/$version.$$
    fi
    set -a
    # shellcheck disable=SC1091
    . "$state/env"
    set +a
  done
  [ ${#own[@]} -gt 0 ] || exec "$@"
  "$@" || status=$?
  exit "$status"
}

command=${1:-}
[ $# -eq 0 ] || shift
case $command in
  start|stop) [ $# -eq 2 ] || die "$command VERSION FOLDER"; "$command" "$1" "$2" "$PPID" ;;
  with) [ $# -ge 3 ] || die "with FOLDER VERSION... -- COMMAND..."; with "$PPID" "$@" ;;
  watch) watch "$@" ;;
  *) sed -n '2,/^set /p' "$self" | sed '$d; s/^# \{0,1\}//' >&2; exit 2 ;;
esac
