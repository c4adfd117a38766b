#!/usr/bin/env bash
# Holds every #include under src/ and include/ against the layers of src/CMakeLists.txt: a file may include its own layer,
# the ones that its retort_layer line USES, and what those may use. A public header belongs to the layer whose HEADERS
# names it, and takes in nothing but the standard library and other public headers. Foreign headers have their places too.
#
#   tests/layers.sh [ROOT]       prints FILE:LINE of each include that breaks a rule; exit status 1 if there is one
#   tests/layers.sh --self-test  breaks each rule in a copy, and sees it found
set -euo pipefail

check() {
  local root=$1
  (cd "$root" && find src include -type f \( -name '*.hpp' -o -name '*.cpp' \) -print0 | LC_ALL=C sort -z |
    xargs -0 awk "$program" src/CMakeLists.txt)
}

read -r -d '' program <<'AWK' || true
function fail(message) {
  printf "%s:%d: %s\n", FILENAME, FNR, message
  failures++
}

# One retort_layer(NAME [FOLDER f] [USES a b] [PRIVATE ...]) that may run over several lines.
function read_layer(text,    words, count, i, mode, name) {
  sub(/^retort_layer\(/, "", text)
  sub(/\).*/, "", text)
  count = split(text, words, /[ \t\n]+/)
  name = words[1]
  folder_of[name] = name
  for (i = 2; i <= count; i++) {
    if (words[i] ~ /^(FOLDER|HEADERS|USES|PRIVATE)$/) mode = words[i]
    else if (mode == "HEADERS") layer_of_header["retort/" words[i] ".hpp"] = name
    else if (mode == "FOLDER") folder_of[name] = words[i]
    else if (mode == "USES") {
      if (!(words[i] in folder_of)) fail("layer " name " uses " words[i] ", which is not declared above it")
      allow(name, words[i])
    }
  }
  layer_of[folder_of[name]] = name
  may_use[name, name] = 1
  layers++
}

# Layers are declared from the ground up, so what `used` may use is complete already.
function allow(name, used,    pair, parts) {
  may_use[name, used] = 1
  for (pair in may_use) {
    split(pair, parts, SUBSEP)
    if (parts[1] == used) closure[parts[2]] = 1
  }
  for (pair in closure) may_use[name, pair] = 1
  delete closure
}

# The layer of a path below src/: that of its own folder; of a public header, that of its owner. "" where there is none.
function layer_of_path(path) {
  if (path in layer_of_header) return layer_of_header[path]
  sub(/\/[^\/]*$/, "", path)
  return (path in layer_of) ? layer_of[path] : ""
}

FILENAME == "src/CMakeLists.txt" {
  if (/^retort_layer\(/) statement = ""
  if (statement != "" || /^retort_layer\(/) {
    statement = statement $0 "\n"
    if (/\)/) {
      read_layer(statement)
      statement = ""
    }
  }
  next
}

FNR == 1 {
  public = FILENAME ~ /^include\//
  path = substr(FILENAME, public ? length("include/") + 1 : length("src/") + 1)
  own = layer_of_path(path)
  if (path ~ /^main\//) own = "main"
  if (own == "") fail(public ? "no layer of src/CMakeLists.txt names this public header" : "the folder is no layer of src/CMakeLists.txt")
}

/^[ \t]*#[ \t]*include[ \t]*[<"]/ {
  header = $0
  sub(/^[ \t]*#[ \t]*include[ \t]*/, "", header)
  quoted = substr(header, 1, 1) == "\""
  header = substr(header, 2)
  sub(/[>"].*/, "", header)

  if (public && (header ~ /[.\/]/) && header !~ /^retort\//) fail("<" header "> is for src/: public headers stand alone")
  else if (header == "sqlite3.h" || header == "sqlite3ext.h") {
    if (own != "driver_sqlite") fail("<" header "> is for src/driver/sqlite only")
  } else if (header ~ /^CLI\//) {
    if (own != "cli") fail("<" header "> is for src/cli only")
    else if (cli_file != "" && cli_file != FILENAME) fail("<" header "> is for one file only, and " cli_file " has it")
    else cli_file = FILENAME
  } else if (header == "nlohmann/json.hpp") {
    if (FILENAME ~ /\.hpp$/) fail("<nlohmann/json.hpp> is for .cpp files; headers take <nlohmann/json_fwd.hpp>")
  } else if (layer_of_path(header) != "" || quoted) {
    layer = layer_of_path(header)
    if (layer == "") fail("\"" header "\" is in no layer: headers are named from src/ or include/ on")
    else if (own != "main" && own != "" && !((own, layer) in may_use))
      fail("\"" header "\": layer " own " may not use " layer)
  }
}

END {
  if (layers == 0) {
    print "src/CMakeLists.txt: no retort_layer line found"
    failures++
  }
  exit (failures > 0 ? 1 : 0)
}
AWK

# expect WHAT OUTPUT-PATTERN FILE LINE-TO-ADD: a copy with that line at the top of that file is refused.
expect() {
  local what=$1 pattern=$2 file=$3 line=$4 output
  rm -rf "$copy/src" "$copy/include"
  cp -r src include "$copy/"
  mkdir -p "$(dirname "$copy/$file")"
  [[ -e $copy/$file ]] || : > "$copy/$file"
  { echo "$line"; cat "$copy/$file"; } > "$copy/changed"
  mv "$copy/changed" "$copy/$file"
  if output=$(check "$copy"); then
    echo "not found: $what" >&2
    return 1
  fi
  if ! grep -qE "$pattern" <<< "$output"; then
    printf 'found wrongly: %s\n%s\n' "$what" "$output" >&2
    return 1
  fi
  echo "found: $what"
}

accept() {
  local what=$1 file=$2 line=$3
  rm -rf "$copy/src" "$copy/include"
  cp -r src include "$copy/"
  mkdir -p "$(dirname "$copy/$file")"
  echo "$line" > "$copy/$file"
  check "$copy" || { echo "refused: $what" >&2; return 1; }
  echo "accepted: $what"
}

self_test() {
  copy=$(mktemp -d)
  trap 'rm -rf "$copy"' EXIT
  accept "the tree as it is" src/base/zz.hpp '#pragma once'
  accept "what a used layer may use" src/verify/zz.cpp '#include "retort/error.hpp"'
  accept "a public header from a public header" include/retort/error.hpp '#include "retort/cancellation.hpp"'
  accept "main may use everything" src/main/zz.cpp '#include "retort/sqlite.hpp"'
  accept "sqlite3.h in its driver" src/driver/sqlite/zz.cpp '#include <sqlite3.h>'
  accept "the forward header of JSON" src/schema/zz.hpp '#include <nlohmann/json_fwd.hpp>'
  expect "a layer above" '^src/base/zz.hpp:1: .*layer base may not use sql' src/base/zz.hpp '#include "sql/token.hpp"'
  expect "a layer beside" '^src/sql/zz.cpp:1: .*layer sql may not use schema' src/sql/zz.cpp '  #  include "schema/table.hpp"'
  expect "an engine from its own base" '^src/dialect/zz.hpp:1: .*may not use dialect_sqlite' src/dialect/zz.hpp '#include "dialect/sqlite/ddl.hpp"'
  expect "angle brackets around a header of ours" '^src/base/zz.hpp:1: .*layer base may not use sql' src/base/zz.hpp '#include <sql/token.hpp>'
  expect "a path that does not start at src/" '^src/base/zz.hpp:1: .*in no layer' src/base/zz.hpp '#include "error.hpp"'
  expect "a folder that is no layer" '^src/zebra/zz.cpp:1: .*no layer' src/zebra/zz.cpp '#include <string>'
  expect "a public header that nobody owns" '^include/retort/zz.hpp:1: no layer' include/retort/zz.hpp '#include <string>'
  expect "a driver's header in a public one" '^include/retort/error.hpp:1: .*stand alone' include/retort/error.hpp '#include <sqlite3.h>'
  expect "a folder of src/ in a public header" '^include/retort/error.hpp:1: .*stand alone' include/retort/error.hpp '#include "base/ascii.hpp"'
  expect "sqlite3.h outside its driver" '^src/driver/zz.cpp:1: .*sqlite3.h' src/driver/zz.cpp '#include <sqlite3.h>'
  expect "JSON in a header" '^src/schema/zz.hpp:1: .*json_fwd' src/schema/zz.hpp '#include <nlohmann/json.hpp>'
  expect "CLI11 outside cli" '^src/command/zz.cpp:1: .*CLI/CLI.hpp' src/command/zz.cpp '#include <CLI/CLI.hpp>'
  expect_second_cli
}

# CLI11 in two files of cli: whichever comes later is named.
expect_second_cli() {
  local output
  rm -rf "$copy/src" "$copy/include"
  cp -r src include "$copy/"
  mkdir -p "$copy/src/cli"
  echo '#include <CLI/CLI.hpp>' > "$copy/src/cli/yy.cpp"
  echo '#include <CLI/App.hpp>' > "$copy/src/cli/zz.cpp"
  if output=$(check "$copy") || ! grep -q '^src/cli/zz.cpp:1: .*for one file only' <<< "$output"; then
    printf 'not found: CLI11 in two files\n%s\n' "$output" >&2
    return 1
  fi
  echo "found: CLI11 in two files"
}

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
if [[ ${1:-} == --self-test ]]; then
  cd "$here"
  self_test
else
  check "${1:-$here}" || exit 1
fi
