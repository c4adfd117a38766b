#!/usr/bin/env bash
# The Debian packages in a folder: what each holds and needs, and that they are enough together.
set -euo pipefail
folder=$1
fail() { echo "deb: $*" >&2; exit 1; }
package() { echo "$folder"/"$1"_[0-9]*.deb; }
depends() { dpkg-deb -f "$(package "$1")" Depends; }
files() { dpkg-deb -c "$(package "$1")" | awk '$1 !~ /^d/ { print $6 }'; }
holds() { grep -qE "^\./usr/$2\$" < <(files "$1") || { files "$1"; fail "$1 has no $2"; }; }
lacks() { ! grep -qE "^\./usr/$2\$" < <(files "$1") || fail "$1 has $2"; }

[ "$(find "$folder" -maxdepth 1 -name '*.deb' | wc -l)" = 3 ] || fail "not three packages"
for name in libretort libretort-dev retort; do
  holds $name "share/doc/$name/copyright"
  holds $name "share/doc/$name/changelog.Debian.gz"
  grep -q '^ Retort keeps' < <(dpkg-deb -f "$(package $name)" Description) || fail "$name does not say what it is"
  grep -q usr/share < <(dpkg-deb --ctrl-tarfile "$(package $name)" | tar -xO ./md5sums) || fail "$name has no md5sums"
  ! grep -qvE '^[dl-][rwx-]{9} root/root' < <(dpkg-deb -c "$(package $name)") || fail "$name has files of others than root"
done
for library in core sqlite postgresql cli; do
  holds libretort "lib/.*libretort-$library\.so\.[0-9.]+"
  holds libretort-dev "lib/.*libretort-$library\.so"
  holds libretort-dev "lib/.*pkgconfig/retort-$library\.pc"
  holds libretort-dev "lib/.*cmake/retort/retort-$library\.cmake"
done
holds libretort-dev 'include/retort/model\.hpp'
holds libretort-dev 'lib/.*cmake/retort/RetortMigrate\.cmake'
holds retort bin/retort
holds retort share/bash-completion/completions/retort
holds retort share/doc/retort/packages.md
holds retort 'share/man/man1/retort\.1\.gz'
lacks libretort '.*\.hpp'
lacks libretort-dev bin/retort
lacks retort 'lib/.*'

version=$(dpkg-deb -f "$(package libretort)" Version)
for needed in libc6 libsqlite3-0 libpq5 libfmt9; do
  [[ $(depends libretort) == *"$needed"* ]] || fail "libretort does not depend on $needed"
done
for name in libretort-dev retort; do
  [[ $(depends $name) == *"libretort (= $version)"* ]] || fail "$name does not depend on this libretort"
done
[[ $(depends retort) != *libpq* ]] || fail "retort depends on libpq5 itself"

# Together they are a root in which the program runs and another one is built.
for name in libretort libretort-dev retort; do dpkg-deb -x "$(package $name)" "$folder/root"; done
lib=$(dirname "$(find "$folder/root" -name libretort-core.so)")
[ "$(LD_LIBRARY_PATH=$lib "$folder/root/usr/bin/retort" --version)" = "retort ${version%-*}" ] || fail "the program does not run"
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cp "$here/consumer/"* .
cmake -B build -DCMAKE_PREFIX_PATH="$folder/root/usr" >log 2>&1 || { cat log; fail "find_package"; }
cmake --build build >log 2>&1 || { cat log; fail "the consumer does not build"; }
./build/consumer
