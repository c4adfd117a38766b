#!/usr/bin/env bash
# Runs the Dockerfile's stages without Docker: each in a root of its own, made by debootstrap, in which RUN is a chroot and
# COPY a copy. As root, on demand: it downloads some hundred megabytes, and builds Retort. Uses this machine's own Debian
# mirror.
#
#   tests/packages/stages.sh FOLDER [PACKAGES]    the roots stay, as FOLDER/STAGE. PACKAGES: a folder of .deb files that are there
#                                                 already, taken in place of the stage `packages`'s own build
#
# The debian:12 and debian:12-slim of a registry differ from debootstrap's in documentation, which the slim one leaves out.
set -euo pipefail
folder=$(realpath -m "${1:?a folder}")
packages=${2:+$(realpath "$2")}
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
[ "$(id -u)" -eq 0 ] || { echo "stages: needs root (debootstrap, chroot)" >&2; exit 2; }
mkdir -p "$folder"

make_base() {
  [ ! -e "$folder/base/etc/debian_version" ] || return 0
  local mirror
  mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.sources 2>/dev/null |
    sed -nE 's/^(URIs:|deb( \[[^]]*\])?) *([^ ]+).*/\3/p' | head -n 1) || true
  [ -n "$mirror" ] || { echo "stages: no Debian mirror in /etc/apt" >&2; exit 2; }
  debootstrap --variant=minbase --include=ca-certificates bookworm "$folder/base" "$mirror" >"$folder/log" 2>&1 ||
    { tail -n 20 "$folder/log" >&2; exit 1; }
  # How this machine reaches its mirror holds there too.
  cp /etc/resolv.conf /etc/hosts "$folder/base/etc/"
  rm -f "$folder/base/etc/apt/sources.list"
  cp -rL /etc/apt/. "$folder/base/etc/apt/"
  cp /etc/ssl/certs/ca-certificates.crt "$folder/base/etc/ssl/certs/"
  rm -rf "$folder/base/var/lib/apt/lists"/*
}

root='' directory=/ environment=()
run() {  # what RUN says
  echo "== ${root##*/}: $1"
  mkdir -p "$root$directory"
  mount -t proc proc "$root/proc"
  local status=0
  chroot "$root" env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root "${environment[@]}" \
    /bin/sh -c "cd $directory && $1" >"$folder/log" 2>&1 </dev/null || status=$?
  umount -l "$root/proc"
  [ "$status" = 0 ] || { tail -n 40 "$folder/log" >&2; echo "stages: status $status" >&2; exit 1; }
}
copy() {  # what COPY says
  local from=. words
  read -r -a words <<<"$1"
  if [[ ${words[0]} == --from=* ]]; then from=$folder/${words[0]#--from=}; words=("${words[@]:1}"); fi
  local to=${words[-1]} source
  [[ $to == /* ]] || to=$directory/$to
  for source in "${words[@]:0:${#words[@]}-1}"; do
    if [ "$from$source" = .. ]; then
      mkdir -p "$root$to"
      git ls-files -z | xargs -0 cp --parents -t "$root$to"
    elif [ -d "$from/$source" ]; then
      mkdir -p "$root$to"
      cp -r "$from/$source/." "$root$to"
    else
      mkdir -p "$root$(dirname "$to/x")"
      [[ $to == */ || $to == *. ]] || { rmdir "$root$to" 2>/dev/null || true; mkdir -p "$(dirname "$root$to")"; }
      # shellcheck disable=SC2086
      cp $from/$source "$root$to"
    fi
  done
}

make_base
while read -r instruction rest; do
  case $instruction in
    FROM)
      read -r base _ name <<<"$rest"
      [[ $base != debian:* ]] || base=base
      root=$folder/$name directory=/ environment=()
      rm -rf "$root"
      cp -a "$folder/$base" "$root" ;;
    WORKDIR) directory=$rest; mkdir -p "$root$directory" ;;
    ENV) read -r -a environment <<<"$rest" ;;
    COPY) copy "$rest" ;;
    RUN)
      if [ -n "$packages" ] && [[ $rest == *cpack* ]]; then
        mkdir -p "$root$directory/build/package"
        cp "$packages"/*.deb "$root$directory/build/package/"
      else
        run "$rest"
      fi ;;
    USER) echo "$rest" >"$root.user" ;;
  esac
done < <(sed -e :again -e '/\\$/N; s/\\\n//; t again' -e '/^#/d; /^$/d' Dockerfile)

# The images as they would be run: by their own user, who may write nowhere but in /tmp.
as_user() { chroot --userspec="$(cat "$folder/$1.user")" "$folder/$1" env -i PATH=/usr/local/bin:/usr/bin:/bin "${@:2}"; }
as_user retort retort --version
as_user retort sh -c 'cd /project && ! touch x 2>/dev/null && retort --config /nowhere status 2>&1 | grep -q "no project file at /nowhere"'
as_user server sh -c 'cd /notes && RETORT_ENV=production DATABASE_URL=postgresql://127.0.0.1:9/notes migrate heads | grep -q "(head)"'
as_user server sh -c 'cd /notes && ! DATABASE_URL=postgresql://127.0.0.1:9/notes notes-server 2>&1 | grep -v "^notes-server:\|^ "'
echo "stages: all of the Dockerfile ran"
