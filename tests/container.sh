#!/bin/sh
# Builds the image and runs it as users do: its own user, read-only root, no capabilities; proves health, kept state and a clean stop.
#   sh tests/container.sh [TAG]       needs docker (or DOCKER=podman)
set -eu
cd "$(dirname "$0")/.."
docker=${DOCKER:-docker}
tag=${1:-backchannel:test}
name=backchannel-test-$$
volume=$name-state
fail() { echo "FAILED: $1" >&2; exit 1; }
cleanup() { "$docker" rm -f "$name" >/dev/null 2>&1 || true; "$docker" volume rm "$volume" >/dev/null 2>&1 || true; }
trap cleanup EXIT

command -v "$docker" >/dev/null || fail "no $docker here – install it or set DOCKER=podman"
"$docker" build -t "$tag" .
[ "$("$docker" run --rm --entrypoint id "$tag" -u)" != 0 ] || fail "the image runs as root"
if "$docker" run --rm --entrypoint ls "$tag" node_modules | grep -q '^node-linux'; then fail "the carried Node binary is in the image"; fi

"$docker" run --rm --read-only --tmpfs /tmp --cap-drop ALL "$tag" node src/launch.mjs demo --fast | grep -q 'messages' || fail "the demo does not run"

start() {
  "$docker" run -d --name "$name" --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges \
    -v "$volume:/app/state" "$tag" >/dev/null
  for _ in $(seq 1 60); do
    if "$docker" exec "$name" node src/launch.mjs health >/dev/null 2>&1; then return; fi
    sleep 1
  done
  "$docker" logs "$name"
  fail "not healthy within a minute"
}
stop() {
  "$docker" stop -t 10 "$name" >/dev/null
  code=$("$docker" inspect "$name" --format '{{.State.ExitCode}}')
  [ "$code" = 0 ] || fail "SIGTERM ended with exit code $code"
}

"$docker" run --rm "$tag" cat LICENSES.txt | grep -q '^discord.js .*: Apache-2.0$' || fail "the licences of the packages are not in the image"
start
"$docker" logs "$name" | grep -q '"firstStart":true' || fail "the first start takes itself for a later one"
stop
"$docker" rm "$name" >/dev/null
start
"$docker" logs "$name" | grep -q '"firstStart":false' || fail "the state did not survive the restart"
stop
echo "image $tag: not root, read-only root, healthy, state survives, SIGTERM exits 0"
