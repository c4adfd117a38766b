#!/usr/bin/env bash
# The example, built: a server that starts on a database with all its revisions only, and the migrate that brings it there.
set -euo pipefail
fail() { echo "server: $*" >&2; exit 1; }
says() { grep -qF -- "$2" "$1" || { cat "$1"; fail "it does not say '$2'"; }; }
own_server=$RETORT_TEST_POSTGRESQL_15
database=retort_example_$$
pg() { psql -X -q -At -v ON_ERROR_STOP=1 "$@"; }
server=''
finish() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  pg "$own_server" -c "DROP DATABASE IF EXISTS $database WITH (FORCE)"
}
trap finish EXIT
pg "$own_server" -c "CREATE DATABASE $database"
export DATABASE_URL=${own_server%/*}/$database SCRATCH_URL=$own_server

# The suite of the example, and what its pull requests are held to.
RETORT_ENV=ci ctest --test-dir build --output-on-failure >log 2>&1 || { cat log; fail "the example's own tests"; }
RETORT_ENV=ci build/migrate verify >log 2>&1 || { cat log; fail "verify"; }
says log 'seeds load at head'

# The last step of verify.yml, on a branch of a repository: green, and red where the branch edits what main has.
export HOME=$PWD GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.com GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.com
git init -q -b main
git add retort.toml db
git commit -qm "main"
git checkout -q -b change
step=$(awk '/name: Verify/ { found = 1 } show { sub(/^ */, ""); print } found && /run:/ { show = 1 }' verify.yml)
[ -n "$step" ] || fail "verify.yml has no step Verify"
RETORT_ENV=ci GITHUB_WORKSPACE=$PWD bash -ec "$step" >log 2>&1 || { cat log; fail "the workflow's last step"; }
says log 'passed  published files unchanged'
sed -i 's/body text NOT NULL/body varchar NOT NULL/' db/versions/*.sql
! RETORT_ENV=ci GITHUB_WORKSPACE=$PWD bash -ec "$step" >log 2>&1 || fail "an edited published file passes"
says log 'FAILED  published files unchanged'
git checkout -q .

# A member that no revision has turns the suite red, and it says which.
cp db/models.hpp as-it-was.hpp
sed -i 's|^  std::string body;|&\n  int stars;|; s|column<&Note::tags>|column<\&Note::stars>(server_default("0")),\n    &|' db/models.hpp
cmake --build build --target schema_test >log 2>&1 || { cat log; fail "another member does not build"; }
! RETORT_ENV=ci ctest --test-dir build --output-on-failure >log 2>&1 || fail "the suite is green without a revision"
says log "added column 'public.notes.stars'"
cp as-it-was.hpp db/models.hpp

# Before migrate has run, the server says so and ends.
! build/notes-server >log 2>&1 || fail "the server starts without its tables"
says log 'lacks revision 4e7a90c2d51f, create authors and notes: run migrate upgrade head'

# As in compose.yaml: migrate in a container that has the program, retort.toml and the revisions, then the server.
mkdir -p notes/db
cp retort.toml notes/
cp -r db/versions notes/db/
cp build/migrate build/notes-server notes/
mv retort.toml elsewhere.toml
cd notes
! RETORT_ENV='' ./migrate upgrade head >log 2>&1 || fail "migrate runs without its environment named"
says log 'must name its environment'
RETORT_ENV=production ./migrate upgrade head >log 2>&1 || { cat log; fail "migrate"; }
says log 'Running upgrade  -> 4e7a90c2d51f, create authors and notes'
port=$((20000 + $$ % 20000))
PORT=$port ./notes-server >server.log 2>&1 &
server=$!
for _ in $(seq 100); do
  grep -q listening server.log && break
  kill -0 "$server" 2>/dev/null || { cat server.log; fail "the server ended"; }
  sleep 0.1
done
request() {  # METHOD PATH [BODY]
  exec 3<>"/dev/tcp/127.0.0.1/$port"
  printf '%s %s HTTP/1.1\r\nContent-Length: %s\r\n\r\n%s' "$1" "$2" "${#3}" "$3" >&3
  cat <&3
  exec 3>&-
}
request POST /notes/Ada 'the engine weaves' >out
says out 'HTTP/1.1 201'
request GET /notes '' >out
says out '{"author" : "Ada", "body" : "the engine weaves"}'
request POST /notes/Ada '' >out
says out notes_body_said
kill "$server"
wait "$server" || fail "the server does not end well on SIGTERM"
server=''
[ "$(pg "$DATABASE_URL" -c 'SELECT count(*) FROM notes')" = 1 ] || fail "the note is not in the database"
