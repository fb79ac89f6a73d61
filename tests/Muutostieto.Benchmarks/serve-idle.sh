#!/usr/bin/env bash
# What the service costs while nothing happens: resident memory some seconds after its start and after a base delivery that it has made, and the processor's
# time in half a minute of each rest.
#
#   bash tests/Muutostieto.Benchmarks/serve-idle.sh [COUNTY|MUNICIPALITY] [SECONDS]      default: 20 30; Helsinki is 091
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/scene.sh"
place=${1:-20} rest=${2:-30}
where=(--county "$place") area="{ \"county\": \"$place\" }"
if [ "${#place}" = 3 ]; then where=(--municipality "$place") area="{ \"municipalities\": [\"$place\"] }"; fi

# The permit comes when the service has been measured without one; it takes it in, and makes its base at once.
permit served laajat false 1 1 "$area"
mv "$work/config/permits/served.json" "$work/"
run register create "${where[@]}" > /dev/null 2>&1

dotnet $program serve --config "$work/config" --data "$work/data" > "$work/out" 2>&1 &
service=$!
trap 'kill "$service" 2> /dev/null || true; wait "$service" || true; stop_sshd; rm -rf "$work"' EXIT
memory() { awk '/^VmRSS/ { printf "%d", $2 / 1024 }' "/proc/$service/status"; }
ticks() { awk '{ print $14 + $15 }' "/proc/$service/stat"; }
row() {
    local before; before=$(ticks)
    sleep "$rest"
    printf '%-34s %10s MB %10s s in %s s\n' "$1" "$(memory)" "$(echo "scale=2; ($(ticks) - $before) / $(getconf CLK_TCK)" | bc -l)" "$rest"
}
printf '%-34s %13s %12s\n' 'at rest' resident processor
sleep 10
row 'after its start'
mv "$work/served.json" "$work/config/permits/"
for wait in $(seq 900); do if compgen -G "$work/drop/served/download/*.json" > /dev/null; then break; fi; kill -0 "$service"; sleep 1; done
compgen -G "$work/drop/served/download/*.json" > /dev/null || { echo "no delivery came"; cat "$work/out"; exit 1; }
sleep 10
row "after a base of $(run deliveries list --json | grep -o '"persons": [0-9]*' | grep -o '[0-9]*')"
