#!/usr/bin/env bash
# What can be said of the Dockerfile and compose.yaml without Docker: what they name is there, no stage that is run has root as
# its user, and its environment is named. Where docker-compose is installed, it reads the file too.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
failures=0
fail() { echo "containers: $*" >&2; failures=$((failures + 1)); }

# One instruction a line.
instructions() { sed -e :again -e '/\\$/N; s/\\\n//; t again' -e '/^#/d; /^$/d' Dockerfile; }
stages=('') last_user='' environment=''
finish_stage() {
  case ${stages[-1]:-} in
    '' | packages | *-build) return ;;
  esac
  [[ $last_user =~ ^[1-9][0-9]*(:[1-9][0-9]*)?$ ]] || fail "stage ${stages[-1]} runs as '$last_user': a number that is not root's is wanted"
  [[ $environment == *RETORT_ENV=* ]] || fail "stage ${stages[-1]} names no environment"
}
known_stage() { [[ " ${stages[*]} " == *" $1 "* ]]; }
while read -r instruction rest; do
  case $instruction in
    FROM)
      finish_stage
      read -r base _ name <<<"$rest"
      [[ $base == debian:12* ]] || known_stage "$base" || fail "FROM $base: neither Debian 12 nor a stage above"
      stages+=("$name") last_user='' environment='' ;;
    COPY)
      read -r -a words <<<"$rest"
      if [[ ${words[0]} == --from=* ]]; then
        known_stage "${words[0]#--from=}" || fail "COPY ${words[0]}: there is no such stage above"
      else
        for source in "${words[@]:0:${#words[@]}-1}"; do [ -e "$source" ] || fail "COPY $source: there is no such file"; done
      fi ;;
    USER) last_user=$rest ;;
    ENV) environment+=" $rest" ;;
    RUN) [ -z "$last_user" ] || fail "RUN after USER in stage ${stages[-1]}" ;;
    WORKDIR | ENTRYPOINT | CMD | EXPOSE) ;;
    *) fail "an instruction that nobody checks: $instruction" ;;
  esac
done < <(instructions)
finish_stage
for stage in packages retort server; do known_stage $stage || fail "there is no stage $stage"; done
while read -r _ preset; do
  grep -q "\"name\": \"$preset\"" CMakePresets.json || fail "there is no preset $preset"
done < <(grep -oE 'preset [a-z]+' Dockerfile | sort -u)

file=examples/server/compose.yaml
target=$(sed -n 's/^ *target: //p' $file)
known_stage "$target" || fail "$file: the Dockerfile has no stage $target"
context=$(sed -n 's/^ *context: //p' $file)
[ -e "examples/server/$context/Dockerfile" ] || fail "$file: there is no Dockerfile in $context"
awk '/^  server:/ { own = 1 } own && /migrate:/ { getline; found = /service_completed_successfully/ } END { exit !found }' $file ||
  fail "$file: the server does not wait for migrate"
awk '/^  migrate:/ { own = 1 } /^  server:/ { own = 0 } own && /service_healthy/ { found = 1 } END { exit !found }' $file ||
  fail "$file: migrate does not wait for the database"
if command -v docker-compose >/dev/null; then
  NOTES_PASSWORD=x docker-compose -f $file config -q || fail "docker-compose can't read $file"
  ! docker-compose -f $file config -q 2>/dev/null || fail "$file is read without its password"
fi
[ "$failures" = 0 ]
