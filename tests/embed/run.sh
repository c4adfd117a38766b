#!/usr/bin/env bash
# retort_embed_revisions in a small project of its own: every text comes out as its bytes, and a file that is added,
# changed or removed is there, or gone, at the next build.
#
#   tests/embed/run.sh SOURCE_DIR
set -euo pipefail

source=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir -p "$folder/versions"

cat >"$folder/CMakeLists.txt" <<CMAKE
cmake_minimum_required(VERSION 3.25)
project(embed LANGUAGES CXX)
set(CMAKE_CXX_STANDARD 20)
include("$source/cmake/RetortRevisions.cmake")
add_executable(embed main.cpp)
target_include_directories(embed PRIVATE "$source/include")
retort_embed_revisions(embed NAME app::embedded_revisions DIRECTORY versions)
CMAKE
# Writes each text back to a file, so that cmp can judge.
cat >"$folder/main.cpp" <<'CPP'
#include <fstream>
#include <iostream>

#include "embedded_revisions.hpp"

int main(int, char** argv) {
  const retort::Revisions revisions = app::embedded_revisions();
  for (const retort::EmbeddedRevision& each : revisions.files()) {
    std::ofstream(std::string(argv[1]) + "/" + each.name, std::ios::binary) << each.text;
    std::cout << each.sha256 << "  " << each.name << "\n";
  }
}
CPP

versions=$folder/versions
printf 'plain; "text" \\n ${x} $<y> @z@ ] [[ ]] é\n' >"$versions/1_plain.sql"
printf 'line\r\nline\r\n' >"$versions/2_crlf.sql"
printf 'a text with )retort" in it\n' >"$versions/3_mark.sql"
head -c 40000 /dev/zero | tr '\0' 'x' >"$versions/4_long_line.sql"
for i in $(seq 1 4000); do echo "-- line $i: äöü€ ;"; done >"$versions/5_many_lines.sql"
printf 'no newline at its end' >"$versions/6_no_newline.sql"
: >"$versions/7_empty.sql"
echo hidden >"$versions/.hidden.sql"

build() {
  cmake --build "$folder/build" >"$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
  rm -rf "$folder/out"
  mkdir "$folder/out"
  "$folder/build/embed" "$folder/out" >"$folder/hashes"
}
same() {
  diff -r --exclude='.*' "$versions" "$folder/out"
  (cd "$versions" && sha256sum -- *.sql) | diff - "$folder/hashes"
}

cmake -S "$folder" -B "$folder/build" -G Ninja >"$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
build
same

echo 'changed' >"$versions/1_plain.sql"
build
same
echo 'added' >"$versions/8_added.sql"
build
same
rm "$versions/3_mark.sql"
build
same

# A thousand files, 540 KB: half a second is what it may take; a slow machine gets six times that.
for i in $(seq 1000 1999); do printf -- '-- %0500d\nSELECT %d;\n' "$i" "$i" >"$versions/$i.sql"; done
(cd "$versions" && printf '%s\n' "$versions"/*.sql) >"$folder/list"
start=$(date +%s%N)
cmake "-DLIST=$folder/list" -DNAME=many "-DOUT=$folder/many" -P "$source/cmake/RetortRevisions.cmake"
taken=$((($(date +%s%N) - start) / 1000000))
echo "embedding 1000 files took $taken ms"
[ "$taken" -lt 3000 ]

# What can't be the name of a function is refused.
sed -i 's/app::embedded_revisions/no-name/' "$folder/CMakeLists.txt"
if cmake -S "$folder" -B "$folder/refused" -G Ninja >"$folder/log" 2>&1; then echo "'no-name' was taken"; exit 1; fi
grep -q "can't be the name of a function" "$folder/log"
