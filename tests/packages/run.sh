#!/usr/bin/env bash
# What is installed is enough, and is what it says: programs outside the source tree are built against it and run.
#
#   tests/packages/run.sh install BUILD PREFIX    cmake --install; the other scenarios use PREFIX
#   tests/packages/run.sh headers PREFIX          every public header compiles alone, without a warning
#   tests/packages/run.sh consumer PREFIX         a SQLite program, by CMake and by pkg-config: what it links, and what not
#   tests/packages/run.sh mistakes PREFIX         wrong calls of the CMake files are told as such
#   tests/packages/run.sh template PREFIX         `retort init --template cpp`, by its README
#   tests/packages/run.sh template_postgresql PREFIX   the same on the server that tests/support/postgresql.sh started
#   tests/packages/run.sh procedures PREFIX       docs/procedures.md, in a SQL and in a C++ project
#   tests/packages/run.sh procedures_postgresql PREFIX   the same there
#   tests/packages/run.sh desktop PREFIX          examples/desktop
#   tests/packages/run.sh server PREFIX           examples/server, on the server that tests/support/postgresql.sh started
#   tests/packages/run.sh deb BUILD               the Debian packages
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
scenario=${1:?a scenario}
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export CMAKE_GENERATOR=Ninja XDG_CACHE_HOME=$work/cache NO_COLOR=1
! command -v ccache >/dev/null || export CMAKE_CXX_COMPILER_LAUNCHER=ccache
compiler=${CXX:-c++}

fail() { echo "packages: $*" >&2; exit 1; }
quietly() { "$@" >"$work/log" 2>&1 || { cat "$work/log"; fail "failed: $*"; }; }
# expect TEXT... -- COMMAND...: it fails, and says all of these, whatever the line breaks.
expect() {
  local wanted=()
  while [ "$1" != -- ]; do wanted+=("$1"); shift; done
  shift
  if "$@" >"$work/log" 2>&1; then cat "$work/log"; fail "passed, and should not: $*"; fi
  for text in "${wanted[@]}"; do
    grep -qF -- "$text" < <(tr -s ' \n' ' ' <"$work/log") || { cat "$work/log"; fail "it does not say '$text': $*"; }
  done
}
links() { readelf -d "$1" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p'; }
loads() { ldd "$1" | awk '{print $1}'; }

case $scenario in
  install)
    build=$1 prefix=$2
    rm -rf "$prefix"
    quietly cmake --install "$build" --prefix "$prefix"
    [ "$("$prefix/bin/retort" --version)" = "retort $(pkg-config --modversion "$prefix/lib/pkgconfig/retort-core.pc")" ] ||
      fail "the installed program has another version than its pkg-config file"
    ;;

  headers)
    prefix=$1
    for header in "$prefix"/include/retort/*.hpp; do
      name=${header#"$prefix/include/"}
      echo "#include <$name>" >alone.cpp
      "$compiler" -std=c++20 -fsyntax-only -Wall -Wextra -Wpedantic -Wshadow -Werror -I"$prefix/include" alone.cpp || fail "<$name> does not stand alone"
    done
    ;;

  consumer)
    prefix=$1
    cp "$here/consumer/"* .
    quietly cmake -B build -DCMAKE_PREFIX_PATH="$prefix"
    quietly cmake --build build
    ./build/consumer
    grep -qx 'libretort-sqlite.so.[0-9.]*' < <(links build/consumer) || fail "it does not link libretort-sqlite"
    for other in libpq libretort-postgresql libretort-cli; do
      ! grep -q "^$other" < <(loads build/consumer) || fail "a program with SQLite alone loads $other"
    done
    # shellcheck disable=SC2046
    quietly "$compiler" -std=c++20 consumer.cpp -o by-pkg-config \
      $(PKG_CONFIG_PATH=$prefix/lib/pkgconfig pkg-config --cflags --libs retort-sqlite) -Wl,-rpath,"$prefix/lib"
    ./by-pkg-config
    ! grep -q '^libpq' < <(loads by-pkg-config) || fail "a program with SQLite alone loads libpq"
    # What the libraries are made with stays inside: no other copy in a program can meet it.
    for library in "$prefix"/lib/libretort-*.so; do
      foreign=$(nm -D --defined-only "$library" | awk '{print $3}' | grep -vE '^_Z(T.|T[hvc].*_|GV|Z|GVZ)?NK?6retort' || true)
      [ -z "$foreign" ] || { echo "$foreign" | c++filt | head; fail "$library exports more than the namespace retort"; }
    done
    ;;

  mistakes)
    prefix=$1
    cp -a "$prefix" without-postgresql
    rm without-postgresql/lib/cmake/retort/retort-postgresql*.cmake
    configure() {  # PREFIX, lines of CMake
      rm -rf project
      mkdir project
      touch project/main.cpp project/retort.toml
      printf 'cmake_minimum_required(VERSION 3.25)\nproject(mistake LANGUAGES CXX)\n%s\n' "$2" >project/CMakeLists.txt
      cmake -S project -B project/build -DCMAKE_PREFIX_PATH="$1" -DCMAKE_CXX_COMPILER_FORCED=ON
    }
    expect "its component 'postgresql' is not installed there; what is: core, sqlite, cli" -- \
      configure "$PWD/without-postgresql" 'find_package(retort REQUIRED COMPONENTS postgresql)'
    expect "it has no component 'mysql'; there are: core, sqlite, postgresql, cli" -- \
      configure "$prefix" 'find_package(retort REQUIRED COMPONENTS core mysql)'
    expect 'compatible with requested version "9.1"' -- configure "$prefix" 'find_package(retort 9.1 REQUIRED)'
    found='find_package(retort REQUIRED COMPONENTS cli sqlite)'
    expect 'retort_add_migrate_tool(NAME SOURCES file... CONFIG retort.toml' -- \
      configure "$prefix" "$found"$'\nretort_add_migrate_tool(migrate SOURCES main.cpp)'
    expect 'retort_add_migrate_tool(migrate): there is no' 'other.toml, which CONFIG names' -- \
      configure "$prefix" "$found"$'\nretort_add_migrate_tool(migrate SOURCES main.cpp CONFIG other.toml)'
    expect "'my-tool' can't begin the name of a function" -- \
      configure "$prefix" "$found"$'\nretort_add_migrate_tool(my-tool SOURCES main.cpp CONFIG retort.toml)'
    expect 'retort::postgresql was not found; ask for it, as in find_package(retort COMPONENTS cli postgresql)' -- \
      configure "$prefix" "$found"$'\nretort_add_migrate_tool(migrate SOURCES main.cpp CONFIG retort.toml DRIVERS postgresql)'
    expect 'no driver was found; ask for one' -- configure "$prefix" \
      $'find_package(retort REQUIRED COMPONENTS cli)\nretort_add_migrate_tool(migrate SOURCES main.cpp CONFIG retort.toml)'
    (
      export CMAKE_GENERATOR='Unix Makefiles'
      mkdir 'a folder'
      cd 'a folder'
      expect "use another folder, or cmake -G Ninja" -- \
        configure "$prefix" "$found"$'\nretort_add_migrate_tool(migrate SOURCES main.cpp CONFIG retort.toml)'
    )
    # An optional component that is not there is no error, and core comes with every other.
    quietly configure "$PWD/without-postgresql" $'find_package(retort REQUIRED COMPONENTS sqlite OPTIONAL_COMPONENTS postgresql)
if(retort_postgresql_FOUND OR NOT retort_sqlite_FOUND OR NOT TARGET retort::core)\n  message(FATAL_ERROR "wrong")\nendif()'
    ;;

  template)
    prefix=$1
    export PATH=$prefix/bin:$PATH CMAKE_PREFIX_PATH=$prefix
    mkdir shop
    cd shop
    retort init --template cpp >/dev/null
    "$here/template.sh" sqlite3 app.db
    ;;

  template_postgresql)
    prefix=$1
    export PATH=$prefix/bin:$PATH CMAKE_PREFIX_PATH=$prefix
    database=retort_template_$$
    on_server() { psql -X -q -v ON_ERROR_STOP=1 "$RETORT_TEST_POSTGRESQL_15" -c "$1"; }
    on_server "CREATE DATABASE $database"
    trap 'on_server "DROP DATABASE IF EXISTS $database WITH (FORCE)"; rm -rf "$work"' EXIT
    mkdir shop
    cd shop
    url=${RETORT_TEST_POSTGRESQL_15%/*}/$database
    retort init --template cpp --url "$url" >/dev/null
    "$here/template.sh" psql -X -q -At "$url" -c
    ;;

  procedures)
    prefix=$1
    export PATH=$prefix/bin:$PATH CMAKE_PREFIX_PATH=$prefix
    for kind in schema models; do
      mkdir $kind
      (cd $kind && "$here/procedures.sh" $kind sqlite sqlite:app.db sqlite3 app.db)
    done
    ;;

  procedures_postgresql)
    prefix=$1
    export PATH=$prefix/bin:$PATH CMAKE_PREFIX_PATH=$prefix
    database=retort_procedures_$$
    on_server() { psql -X -q -v ON_ERROR_STOP=1 "$RETORT_TEST_POSTGRESQL_15" -c "$1"; }
    trap 'on_server "DROP DATABASE IF EXISTS $database WITH (FORCE)"; rm -rf "$work"' EXIT
    url=${RETORT_TEST_POSTGRESQL_15%/*}/$database
    for kind in schema models; do
      on_server "DROP DATABASE IF EXISTS $database WITH (FORCE)"
      on_server "CREATE DATABASE $database"
      mkdir $kind
      (cd $kind && "$here/procedures.sh" $kind postgresql "$url" psql -X -q -At -v ON_ERROR_STOP=1 "$url" -c)
    done
    ;;

  desktop | server)
    prefix=$1
    export PATH=$prefix/bin:$PATH CMAKE_PREFIX_PATH=$prefix
    cp -r "$here/../../examples/$scenario" .
    cd "$scenario"
    quietly cmake -B build -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS="-Wall -Wextra -Wpedantic -Wshadow -Werror"
    quietly cmake --build build
    "$here/$scenario.sh"
    ;;

  deb)
    build=$1
    quietly cpack -G DEB --config "$build/CPackConfig.cmake" -B "$work/packages"
    "$here/deb.sh" "$work/packages"
    ;;

  *) fail "no scenario '$scenario'" ;;
esac
