#!/usr/bin/env bash
# What a change delivery costs: about the same number of entries over the register of a small county and over that of Helsinki, each delivered over a real sshd,
# the whole command timed three times (the ledger is put back in between). What costs should be the entries, not the population.
#
#   bash tests/Muutostieto.Benchmarks/change-delivery.sh      some minutes, most of them for making Helsinki
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/scene.sh"

measure() { # name, weeks, area, what to make
    local name=$1 weeks=$2 area=$3; shift 3
    rm -rf "$work/data" "$work/config/permits"/*
    permit "$name" laajat false 1 1 "$area"
    run register create "$@" > /dev/null 2>&1
    run deliver base "$name" --at 2026-01-01T02:00 > /dev/null 2>&1
    run register simulate --weeks "$weeks" --seed 5 > /dev/null 2>&1
    run register status --json > "$work/status"
    cp "$work/data/ledger.db" "$work/ledger-before"
    for turn in 1 2 3; do
        rm -f "$work/data/ledger.db"*; cp "$work/ledger-before" "$work/data/ledger.db"
        rm -rf "$work/data/outbox/$name" ; find "$work/drop/$name/download" -type f ! -name '*_PT*' -delete
        /usr/bin/time -f '%e s, %M kB' -o "$work/time" dotnet $program deliver changes "$name" --at 2026-02-02T03:00 --config "$work/config" --data "$work/data" > "$work/out" 2>&1
        printf '%-8s %9s persons, %7s entries: %s; %s\n' "$name" "$(grep -o '"living": [0-9]*' "$work/status" | grep -o '[0-9]*')" \
            "$(($(grep -o '"journalKey": [0-9]*' "$work/status" | grep -o '[0-9]*') - 1))" "$(cut -d, -f1-2 < "$work/out" | tail -n 1)" "$(cat "$work/time")"
    done
}

measure small 30 '{ "county": "20" }' --county 20
measure large 3 '{ "municipalities": ["091"] }' --municipality 091
