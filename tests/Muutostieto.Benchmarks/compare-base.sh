#!/usr/bin/env bash
# Composes a base delivery and, in the same run, does what an operator would otherwise write: the same lines made in SQL by sqlite3, sha256sum over the
# result, sftp put of the same bytes to a server on loopback. Prints seconds, rates and the peak memory of the program.
#
#   bash tests/Muutostieto.Benchmarks/compare-base.sh [MUNICIPALITY|county CODE] [RUNS]      default: county 20, 3 runs
#
# Needs the Release build, sqlite3, sshd, sftp and GNU time.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export PATH=$PATH:/usr/sbin DOTNET_TieredPGO=1
where=(--county "${1:-20}")
if [ "${#1}" = 3 ] 2> /dev/null; then where=(--municipality "$1"); fi
runs=${2:-3}
work=$(mktemp -d)
trap 'kill "$(cat "$work/sshd.pid" 2> /dev/null)" 2> /dev/null || true; rm -rf "$work"' EXIT
program=src/Muutostieto.Cli/bin/Release/net10.0/muutostieto.dll

# A server of our own on loopback.
mkdir -p "$work/drop/recipient/download" "$work/config/permits"
ssh-keygen -q -t ed25519 -N '' -f "$work/host"
ssh-keygen -q -t ed25519 -N '' -f "$work/key"
cp "$work/key.pub" "$work/authorized"
port=$((20000 + RANDOM % 20000))
printf '%s\n' "Port $port" "ListenAddress 127.0.0.1" "HostKey $work/host" "PidFile $work/sshd.pid" "AuthorizedKeysFile $work/authorized" \
    "StrictModes no" "UsePAM no" "Subsystem sftp internal-sftp" > "$work/sshd_config"
if [ "$(id -u)" = 0 ]; then mkdir -p /run/sshd; fi
"$(command -v sshd)" -f "$work/sshd_config"
echo "[127.0.0.1]:$port $(cut -d' ' -f1,2 "$work/host.pub")" > "$work/known_hosts"

# The shipped configuration with one permit that covers the area, both forms, and a drop on that server.
cp -r config/products config/reference config/schemas config/groups.json "$work/config/"
cat > "$work/config/appsettings.json" <<JSON
{ "Environment": "demo", "Register": { "path": "register.db" }, "Ledger": { "path": "ledger.db" }, "Outbox": "outbox",
  "Drops": { "default": { "type": "sftp", "host": "127.0.0.1", "port": $port, "user": "$(id -un)", "privateKeyFile": "$work/key",
                          "knownHostsFile": "$work/known_hosts", "remotePath": "$work/drop" } } }
JSON
area='{ "county": "'"${1:-20}"'" }'
if [ "${where[0]}" = --municipality ]; then area='{ "municipalities": ["'"$1"'"] }'; fi
cat > "$work/config/permits/bench.json" <<JSON
{ "id": "bench", "recipient": "recipient", "validFrom": "2026-01-01", "validTo": null, "customerNumber": "1", "registerName": "BENCH", "area": $area,
  "product": "laajat", "rhythm": { "rule": "FREQ=WEEKLY;BYDAY=MO", "time": "02:30", "from": "2026-01-05" }, "formats": ["fixed", "csv"], "drop": "default" }
JSON

dotnet $program register create "${where[@]}" --config "$work/config" --data "$work/data" > /dev/null
now() { date +%s.%N; }
row() { printf '%-34s %8.2f s  %12.0f %s/s\n' "$1" "$2" "$(echo "$3 / $2" | bc -l)" "$4"; }
for run in $(seq "$runs"); do
    rm -rf "$work/data/ledger.db"* "$work/data/outbox" "$work/drop/recipient/download"/*
    echo "run $run"
    start=$(now)
    /usr/bin/time -f '%M' -o "$work/peak" dotnet $program batch --verbose --config "$work/config" --data "$work/data" > "$work/out" 2> "$work/err"
    whole=$(echo "$(now) - $start" | bc -l)
    persons=$(dotnet $program deliveries list --json --config "$work/config" --data "$work/data" | grep -o '"persons": [0-9]*' | grep -o '[0-9]*')
    row "batch: compose and hand over" "$whole" "$persons" persons
    printf '%-34s %8s MB\n' "  peak memory" "$(($(cat "$work/peak") / 1024))"
    files=("$work"/data/outbox/bench/*/*)
    bytes=$(cat "${files[@]}" | wc -c)
    mkdir -p "$work/drop/plain"
    for file in "${files[@]}"; do echo "put -f \"$file\" \"$work/drop/plain/\""; done > "$work/batch.sftp"
    start=$(now)
    sftp -q -b "$work/batch.sftp" -B 262000 -R 128 -P "$port" -i "$work/key" -o UserKnownHostsFile="$work/known_hosts" -o IdentitiesOnly=yes "$(id -un)@127.0.0.1" > /dev/null
    put=$(echo "$(now) - $start" | bc -l)
    row "sftp put of the same bytes" "$put" "$bytes" bytes
    start=$(now); sha256sum "${files[@]}" > /dev/null; row "sha256sum of the same bytes" "$(echo "$(now) - $start" | bc -l)" "$bytes" bytes
    start=$(now)
    sqlite3 -readonly "$work/data/register.db" < tests/Muutostieto.Benchmarks/base-in-sql.sql > "$work/sql.out"
    sql=$(echo "$(now) - $start" | bc -l)
    row "sqlite3: the same lines in SQL" "$sql" "$persons" persons
    rm -rf "$work/drop/plain"
done
