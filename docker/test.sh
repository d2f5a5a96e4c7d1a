#!/usr/bin/env bash
# Builds the real Dockerfile without a Docker engine and lives in the result for a minute: opens the web room, posts,
# stops it, starts it again. As root, with buildah, debootstrap and iproute2.
#
#   docker/test.sh
#
# What may be set:
#   MIRROR           Debian mirror for the base (default: deb.debian.org)
#   BASE_TREE        a folder for the base, kept and used again (default: a new one, thrown away)
#   MOUNTS           files and folders for the build, "/here:/there /same ...", read-only: what the network here needs
#   PIP_CONFIG_FILE  pip's configuration, mounted as /etc/pip.conf
#   SSL_CERT_FILE    certificate authorities, mounted as /etc/ssl/certs/ca-certificates.crt
#   TMPDIR           where some 6 GB find room (default: /var/tmp)
#   LIMIT_MB         the most that the image may weigh above its base (default: 450)
set -euo pipefail

top="$(cd "$(dirname "$0")/.." && pwd)"
work="$(mktemp -d -p "${TMPDIR:-/var/tmp}" magpie-image.XXXXXX)"
limit="${LIMIT_MB:-450}"
posts=40
outer="" passed=0

say() { echo "== $*"; }
ok() { passed=$((passed + 1)); echo "ok $passed: $*"; }
fail() { echo "FAILED: $*" >&2; [ ! -s "$work/log" ] || tail -n 20 "$work/log" >&2; exit 1; }
build() { buildah --root "$work/storage" --runroot "$work/run" --storage-driver vfs "$@"; }

clean() {
    [ -z "$outer" ] || kill -9 "$outer" 2>/dev/null || true
    wait 2>/dev/null || true
    build rm --all >/dev/null 2>&1 || true
    rm -rf "$work"
}
trap clean EXIT

[ "$(id -u)" = 0 ] || fail "run this as root: it makes file systems and mounts"
for tool in buildah debootstrap ip unshare nsenter; do
    command -v "$tool" >/dev/null || fail "install $tool"
done

# --- A base, as small as Debian is with Python ----------------------------------------------------------------------
base="${BASE_TREE:-$work/base}"
if [ ! -x "$base/usr/bin/python3" ]; then
    say "debootstrap"
    debootstrap --variant=minbase --include=python3,ca-certificates bookworm "$base" \
        "${MIRROR:-http://deb.debian.org/debian}" >"$work/debootstrap.log" 2>&1 || fail "debootstrap: $(tail -n 3 "$work/debootstrap.log")"
    rm -rf "$base"/var/cache/apt/*.bin "$base"/var/cache/apt/archives/*.deb "$base"/var/lib/apt/lists/*
fi

volumes=()
for mount in ${MOUNTS:-}; do
    volumes+=(--volume "${mount%%:*}:${mount##*:}:ro")
done
[ -z "${PIP_CONFIG_FILE:-}" ] || volumes+=(--volume "$PIP_CONFIG_FILE:/etc/pip.conf:ro")
[ -z "${SSL_CERT_FILE:-}" ] || volumes+=(--volume "$SSL_CERT_FILE:/etc/ssl/certs/ca-certificates.crt:ro")

say "base images"
container="$(build from scratch)"
build copy --quiet "$container" "$base" / >/dev/null
build commit --quiet "$container" localhost/base >/dev/null
build run --isolation chroot "$container" -- sh -c \
    'apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends python3-venv' \
    >"$work/apt.log" 2>&1 || fail "apt-get: $(tail -n 3 "$work/apt.log")"
build commit --quiet --rm "$container" localhost/build-base >/dev/null

# --- The image --------------------------------------------------------------------------------------------------------
say "docker/Dockerfile"
build build --isolation chroot --format docker "${volumes[@]}" \
    --build-arg BASE=localhost/base --build-arg BUILD_BASE=localhost/build-base \
    --tag localhost/magpie --file "$top/docker/Dockerfile" "$top"
container="$(build from localhost/magpie)"
root="$(build mount "$container")"
of_image() { build inspect --type image --format "$1" localhost/magpie; }
ok "built on $(uname -m), $(chroot "$root" /opt/magpie/bin/python3 --version), Debian $(cat "$root/etc/debian_version")"

weigh() { du -s --apparent-size --block-size=1 "$1" | cut -f1; }
# All that is added stands in one folder; what is taken out of the base does not count.
above=$(($(weigh "$root/opt/magpie") / 1000000))
[ "$above" -lt "$limit" ] || fail "$above MB above the base are too many; $limit are allowed"
ok "$above MB above a base of $(($(weigh "$base") / 1000000)) MB, fewer than $limit"

tools="$(find "$root"/usr/bin "$root"/usr/local/bin "$root"/opt/magpie/bin \( -type f -o -type l \) \
    \( -name 'pip*' -o -name '*gcc*' -o -name 'g++*' -o -name 'c++*' -o -name cc -o -name clang -o -name make \
    -o -name ld -o -name as -o -name hatch -o -name curl -o -name git \))"
[ -z "$tools" ] || fail "left in the image: $tools"
for module in pip ensurepip.__main__ setuptools hatchling wheel; do
    ! chroot "$root" /opt/magpie/bin/python3 -c "import $module" 2>/dev/null || fail "left in the image: $module"
done
ok "no compiler, no pip, no build tool in it"
# A mount leaves its empty place behind, and must leave no more.
for ((number = 1; number < ${#volumes[@]}; number += 2)); do
    path="${volumes[number]#*:}" path="${path%:ro}"
    [ -e "$base$path" ] || [ ! -e "$root$path" ] || [ -z "$(find "$root$path" -type f -size +0)" ] ||
        fail "the build left $path in the image"
done
[ -z "$(find "$root/opt/magpie" ! -user root -o -perm /022 ! -type l)" ] || fail "Magpie could change its own program"
user="$(of_image '{{.Docker.Config.User}}')"
[ "$user" = 10001:10001 ] || fail "the user is '$user'"
[ "$(stat -c %u:%g:%a "$root/data")" = 10001:10001:700 ] || fail "/data does not belong to $user alone"
[ "$(of_image '{{.Docker.Config.Volumes}}')" = "map[/data:{}]" ] || fail "/data is not the only volume"
ok "runs as $user, /data is its only volume, the program belongs to root"

# --- Its life -----------------------------------------------------------------------------------------------------------
# What the image says is to be run, in the environment that it says.
mapfile -t environment < <(of_image '{{range .Docker.Config.Env}}{{println .}}{{end}}' | sed '/^$/d')
mapfile -t command < <(of_image '{{range .Docker.Config.Entrypoint}}{{println .}}{{end}}{{range .Docker.Config.Cmd}}{{println .}}{{end}}' | sed '/^$/d')
mapfile -t health < <(of_image '{{range .Docker.Config.Healthcheck.Test}}{{println .}}{{end}}' | sed '/^$/d;1d')
unprivileged=(setpriv --reuid "${user%:*}" --regid "${user#*:}" --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all)
mkdir "$work/data"
chown 10001:10001 "$work/data"
chmod 700 "$work/data"

# Process 1 of its own namespaces: a read-only root, /tmp in memory, the volume, and no network but loopback.
start() {
    : >"$work/out"
    # shellcheck disable=SC2016 # the inner shell expands its own arguments
    unshare --mount --pid --net --fork bash -ec '
        root="$1" data="$2"; shift 2
        ip link set lo up
        mount --bind "$root" "$root"
        mount -o remount,bind,ro "$root"
        mount -t tmpfs -o size=64m,mode=1777 tmpfs "$root/tmp"
        mount -t proc proc "$root/proc"
        mount -t tmpfs -o mode=755 tmpfs "$root/dev"
        mkdir "$root/dev/shm"; mount -t tmpfs -o size=64m,mode=1777 tmpfs "$root/dev/shm"
        for node in null zero random urandom; do touch "$root/dev/$node"; mount --bind "/dev/$node" "$root/dev/$node"; done
        mount --bind "$data" "$root/data"
        exec chroot "$root" "$@"
    ' start "$root" "$work/data" "${unprivileged[@]}" env -i --chdir=/data "${environment[@]}" "${command[@]}" \
        >"$work/out" 2>>"$work/log" </dev/null &
    outer=$!
    local begun=$SECONDS
    until grep -q "Magpie is open" "$work/out"; do
        kill -0 "$outer" 2>/dev/null || fail "it ended: $(cat "$work/out")"
        [ $((SECONDS - begun)) -lt 60 ] || fail "it did not open within 60 seconds"
        sleep 0.2
    done
    inner="$(cat "/proc/$outer/task/$outer/children")"
    inner="${inner%% *}"
}
inside() {
    nsenter --target "$inner" --mount --pid --net --root --wd "${unprivileged[@]}" env -i "${environment[@]}" "$@"
}
# Milliseconds from SIGTERM to the end.
stop() {
    local begun ended status=0
    begun="$(date +%s%3N)"
    kill -TERM "$inner"
    wait "$outer" || status=$?
    ended="$(date +%s%3N)"
    outer=""
    [ "$status" = 0 ] || fail "it ended with status $status"
    took=$((ended - begun))
    [ "$took" -lt 10000 ] || fail "it took $took ms to stop"
}

start
[ "$(stat -c %u "/proc/$inner")" = "${user%:*}" ] || fail "it does not run as $user"
inside "${health[@]}" || fail "its health check says no"
! inside touch /opt/magpie/written 2>/dev/null || fail "the root file system can be written"
ok "started as process 1 of $user: read-only, no capabilities, no network; its health check agrees"

printf '明天见\n' | inside magpie translate --to en >"$work/english"
grep -qi tomorrow "$work/english" || fail "明天见 became $(cat "$work/english")"
ok "the starter model is inside: 明天见 → $(cat "$work/english")"
inside python3 - <<'PYTHON' || fail "a module cannot be imported"
import importlib
import pkgutil

import bridge

for module in pkgutil.walk_packages(bridge.__path__, "bridge."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
from argostranslate.apply_bpe import BPE
from sacremoses import MosesDetokenizer, MosesPunctNormalizer, MosesTokenizer

from bridge.i18n import Phrases, locales_folder

assert locales_folder().joinpath("zh_CN", "web.po").is_file()
assert Phrases("commands", "zh_TW").locale == "zh_TW"
PYTHON
ok "every module of it can be imported, and its locales are there"

invite="$(inside python3 - post "$posts" <"$top/docker/visit.py")"
stop
grep -q '"event": "drained"' "$work/log" || fail "it said nothing of draining"
ok "SIGTERM right after $posts posts were accepted: drained and gone in $took ms"

[ "$(stat -c %u:%a "$work/data/admin-token")" = 10001:600 ] || fail "others could read the token of the host's page"
! grep -qF "$(cat "$work/data/admin-token")" "$work/log" "$work/out" || fail "it said the token of the host's page"
# As compose.yaml has it.
environment+=(MAGPIE_OPERATIONS__HOST=0.0.0.0 MAGPIE_OPERATIONS__PORT=9464)
start
told="$(inside python3 - read "$invite" "$posts" <"$top/docker/visit.py")"
ok "started again: all $posts are there, once, in order, translated: $told"
told="$(inside python3 - host 9464 <"$top/docker/visit.py")"
ok "the host's page is on its own port alone and opens to the token in the volume: $told"
printf 'a secret of 21 letters' >"$work/data/token"
chown 10001:10001 "$work/data/token"
inside env MAGPIE_TELEGRAM__TOKEN_FILE=/data/token python3 -c '
from bridge.settings import load_settings
token = load_settings().telegram.token
raise SystemExit(token is None or token.get_secret_value() != "a secret of 21 letters")' || fail "a token in a file is not read"
ok "a token is read from a file"
memory="$(awk '/VmHWM/ { print int($2 / 1024) }' "/proc/$inner/status")"
stop
ok "stopped while idle in $took ms; it had used $memory MiB at most"
echo "$passed passed, 0 failed"
