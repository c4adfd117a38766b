#!/usr/bin/env bash
# Models that are wrong by themselves do not compile, and the compiler says why in words that a person can use. Each part of
# refused.txt is a program: its name, what the compiler has to say (a regular expression), and the lines that are wrong;
# `not: COMPILER` for one that can't say it.
#
#   refused.sh INCLUDE COMPILER...
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
include=$1
shift
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# One file a part: NAME.cpp, and NAME.says.
awk -v folder="$folder" -v head="$here/refused.hpp" '
  /^== / { name = substr($0, 4); gsub(/ /, "_", name); file = folder "/" name ".cpp"; print "#include \"" head "\"" >file; next }
  /^not: / { print substr($0, 6) >(folder "/" name ".not"); next }
  /^says: / { print substr($0, 7) >(folder "/" name ".says"); next }
  name != "" { print >file }
' "$here/refused.txt"

failures=0 programs=0
for compiler in "$@"; do
  command -v "$compiler" >/dev/null || { echo "no $compiler here: passed over"; continue; }
  for source in "$folder"/*.cpp; do
    name=$(basename "$source" .cpp)
    ! grep -qxF -- "$compiler" "$folder/$name.not" 2>/dev/null || continue
    programs=$((programs + 1))
    if "$compiler" -std=c++20 -fsyntax-only -I"$include" "$source" >"$folder/out" 2>&1; then
      [ -e "$folder/$name.says" ] || continue
      echo "$compiler: compiles, and must not: $name"
    elif [ ! -e "$folder/$name.says" ]; then
      echo "$compiler: does not compile: $name"; head -20 "$folder/out"
    elif ! grep -qE -f "$folder/$name.says" "$folder/out"; then
      echo "$compiler: $name says not \"$(cat "$folder/$name.says")\" but:"; grep error "$folder/out" | head -5
    else
      continue
    fi
    failures=$((failures + 1))
  done
done
echo "$((programs - failures)) of $programs"
[ "$programs" -gt 0 ] && [ "$failures" = 0 ]
