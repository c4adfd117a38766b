#!/usr/bin/env bash
# Proves on a clean Debian root (debootstrap, nothing added but git) that the README's two commands install what they
# need and pass. As root, on demand: it downloads a few hundred megabytes. Uses this machine's own Debian mirror.
#
#   tests/clean_root.sh [FOLDER]      default: a temporary folder, removed afterwards
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source=$PWD
[ "$(id -u)" -eq 0 ] || { echo "clean_root: needs root (debootstrap, chroot)" >&2; exit 2; }
command -v debootstrap >/dev/null || { echo "clean_root: debootstrap is not installed" >&2; exit 2; }

root=${1:-$(mktemp -d /var/tmp/retort-root.XXXXXX)}
keep=${1:-}
cleanup() {
  for mount in proc dev sys; do umount -l "$root/$mount" 2>/dev/null || true; done
  [ -n "$keep" ] || rm -rf "$root"
}
trap cleanup EXIT

codename=$(. /etc/os-release && echo "$VERSION_CODENAME")
mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.sources 2>/dev/null |
  sed -nE 's/^(URIs:|deb( \[[^]]*\])?) *([^ ]+).*/\3/p' | head -n 1) || true
[ -n "$mirror" ] || { echo "clean_root: no Debian mirror in /etc/apt" >&2; exit 2; }
if [ ! -e "$root/etc/debian_version" ]; then
  debootstrap --variant=minbase --include=ca-certificates,git "$codename" "$root" "$mirror" >"$root.log" 2>&1 || { tail -n 20 "$root.log" >&2; exit 1; }
  rm -f "$root.log"
fi
# How this machine reaches its mirror holds in the clean root too; the lists of packages stay empty.
cp /etc/resolv.conf /etc/hosts "$root/etc/"
rm -f "$root/etc/apt/sources.list"
cp -rL /etc/apt/. "$root/etc/apt/"
[ ! -d /usr/local/share/ca-certificates ] || cp -rL /usr/local/share/ca-certificates/. "$root/usr/local/share/ca-certificates/"
cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
rm -rf "$root/var/lib/apt/lists"/*
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount --make-rslave "$root/dev"

rm -rf "$root/src"
git clone -q "$source" "$root/src/retort"
if [ -d "$source/../shared/corpora" ]; then mkdir -p "$root/src/shared" && cp -rL "$source/../shared/corpora" "$root/src/shared/"; fi
inside() { chroot "$root" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 bash -c "cd /src/retort && $1"; }
echo "== ./tools/quickstart"
inside ./tools/quickstart
echo "== ./tools/test"
inside 'CI=true ./tools/test'
echo "clean root: both commands passed"
