#!/usr/bin/env bash
# 50 users of the self-service at once, over a register of 700,000 persons: 20 of a municipality, 15 customers, 10 operators, 5 auditors. Each logs in by the
# test provider and asks for one page after another with a second between; every fifth municipality user searches and has lists made meanwhile. The time that
# each page took on the server, and the service's memory. The service gets the environment that the shipped unit gives it.
#
#   bash tests/Muutostieto.Benchmarks/self-service.sh [SECONDS] [PERSONS]      default: 60 700000
#
# Needs the Release build (with tests), node. Exits with 1 when more than 5 % of the pages take 300 ms, or the service takes 300 MB.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/scene.sh"
seconds=${1:-60} persons=${2:-700000} municipality=205
service=$((32000 + RANDOM % 8000)) provider=$((service + 1))
mkdir -p "$work/config/orders"
for recipient in kajaanin-kaupunki kainuun-hyvinvointialue; do mkdir -p "$work/drop/$recipient/download" "$work/drop/$recipient/upload"; done
echo -n demo-secret-of-this-machine > "$work/secret"
chmod 600 "$work/secret"
python3 - "$work/config/appsettings.json" <<PY
import json, sys
settings = json.load(open(sys.argv[1]))
settings["SelfService"] = {
    "port": $service,
    "login": {"authority": "http://127.0.0.1:$provider/", "clientId": "muutostieto", "clientSecretFile": "$work/secret",
              "roles": {role: [role] for role in ("municipality", "customer", "operator", "auditor")}}}
json.dump(settings, open(sys.argv[1], "w"))
PY
cp samples/permits/kunta-poiminnat.json "$work/config/permits/"
cat > "$work/config/permits/tilaukset.json" <<JSON
{ "id": "tilaukset", "recipient": "kainuun-hyvinvointialue", "validFrom": "2025-01-01", "validTo": null, "customerNumber": "38950", "registerName": "TILAUS",
  "area": { "municipalities": ["$municipality"] }, "nonDisclosureRight": false, "recipientKind": "authority", "drop": "default",
  "orders": { "purposes": ["authority-task"], "groups": ["003", "004", "101", "204", "901"], "targets": ["persons"] } }
JSON
run register create --municipality "$municipality" --persons "$persons" --no-buildings > /dev/null 2>&1

dotnet tests/Muutostieto.TestProvider/bin/Release/net10.0/Muutostieto.TestProvider.dll "$provider" > "$work/provider.log" 2>&1 &
providing=$!
# As the shipped unit starts it.
env $(sed -n 's/^Environment=//p' samples/systemd/muutostieto.service) dotnet $program serve --config "$work/config" --data "$work/data" > "$work/serve.log" 2>&1 &
serving=$!
trap 'kill $providing $serving 2> /dev/null || true; stop_sshd; rm -rf "$work"' EXIT
for _ in $(seq 100); do curl -s -o /dev/null "http://127.0.0.1:$service/" && break; sleep 0.3; done
before=$(awk '{ print $14 + $15 }' "/proc/$serving/stat")
node tests/Muutostieto.Benchmarks/self-service.mjs "http://127.0.0.1:$service" "$seconds" && within=0 || within=1
after=$(awk '{ print $14 + $15 }' "/proc/$serving/stat")
memory=$(($(awk '/^VmHWM/ { print $2 }' "/proc/$serving/status") / 1024))
printf 'service: processor %.1f s, peak memory %d MB\n' "$(echo "($after - $before) / $(getconf CLK_TCK)" | bc -l)" "$memory"
if grep -q "error of the program" "$work/serve.log"; then tail -n 5 "$work/serve.log"; exit 1; fi
[ "$memory" -lt 300 ] && [ "$within" = 0 ]
