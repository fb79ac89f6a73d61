#!/usr/bin/env bash
# Composes a base delivery and, in the same run, does what an operator would otherwise write: the same lines made in SQL by sqlite3, sha256sum over the
# result, sftp put of the same bytes to a server on loopback. Prints seconds, rates and the peak memory of the program.
#
#   bash tests/Muutostieto.Benchmarks/compare-base.sh [MUNICIPALITY|county CODE] [RUNS]      default: county 20, 3 runs
#
# Needs the Release build, sqlite3, sshd, sftp and GNU time.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/scene.sh"
where=(--county "${1:-20}")
if [ "${#1}" = 3 ] 2> /dev/null; then where=(--municipality "$1"); fi
runs=${2:-3}
area='{ "county": "'"${1:-20}"'" }'
if [ "${where[0]}" = --municipality ]; then area='{ "municipalities": ["'"$1"'"] }'; fi
permit bench laajat false 1 1 "$area"
permit lines laajat false 1 2 "$area" '["fixed"]'

run register create "${where[@]}" > /dev/null
now() { date +%s.%N; }
row() { printf '%-34s %8.2f s  %12.0f %s/s\n' "$1" "$2" "$(echo "$3 / $2" | bc -l)" "$4"; }
for turn in $(seq "$runs"); do
    rm -rf "$work/data/ledger.db"* "$work/data/audit" "$work/data/outbox" "$work/drop"/*/download/*
    echo "run $turn"
    start=$(now)
    /usr/bin/time -f '%M' -o "$work/peak" dotnet $program deliver base bench --verbose --config "$work/config" --data "$work/data" > "$work/out" 2> "$work/err"
    whole=$(echo "$(now) - $start" | bc -l)
    persons=$(run deliveries list --json | grep -o '"persons": [0-9]*' | grep -o '[0-9]*')
    row "both forms: compose and hand over" "$whole" "$persons" persons
    printf '%-34s %8s MB\n' "  peak memory" "$(($(cat "$work/peak") / 1024))"
    start=$(now); run deliver base lines > /dev/null 2>&1; row "fixed width alone, handed over too" "$(echo "$(now) - $start" | bc -l)" "$persons" persons
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
