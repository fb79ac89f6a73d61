#!/usr/bin/env bash
# What the audit costs: the size of its store after a base and after each quarter of a year of weekly deliveries, and how long it takes to answer who received
# a person's data and to prove the chain.
#
#   bash tests/Muutostieto.Benchmarks/audit.sh [COUNTY] [WEEKS]      default: 20 52
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/scene.sh"
county=${1:-20} weeks=${2:-52}
permit audited laajat false 1 1 "{ \"county\": \"$county\" }"
run register create --county "$county" > /dev/null 2>&1
person=$(sqlite3 -readonly "$work/data/register.db" "SELECT code FROM version WHERE to_key IS NULL AND alive = 1 AND ban_end IS NULL ORDER BY code LIMIT 1 OFFSET 1000")

# Nobody fetches what is delivered: 6 (overdue) is as it should be.
night() { run batch --at "$1" > /dev/null 2>&1 || [ $? = 6 ]; }
best() { # of three, seconds
    local turn
    for turn in 1 2 3; do /usr/bin/time -f '%e' -o "$work/time" dotnet $program "$@" --config "$work/config" --data "$work/data" > "$work/out" 2>&1; cat "$work/time"; done | sort -n | head -n 1
}
row() { # how many weeks, when
    printf '%5s %11s %12s %14s %14s\n' "$1" "$(sqlite3 -readonly "$work/data/ledger.db" 'SELECT count(*) FROM delivery')" "$(du -sb --apparent-size "$work/data/audit" | cut -f1)" \
        "$(best audit person "$person" --at "$2")" "$(best audit verify --at "$2")"
}

printf '%5s %11s %12s %14s %14s\n' weeks deliveries 'store bytes' 'audit person s' 'audit verify s'
night 2026-01-05T03:00
row 0 2026-01-05T09:00
for week in $(seq "$weeks"); do
    run register simulate --weeks 1 --seed "$week" > /dev/null 2>&1
    day=$(date -d "2026-01-05 + $((week * 7)) days" +%F)
    night "${day}T03:00"
    if [ $((week % 13)) = 0 ] || [ "$week" = "$weeks" ]; then row "$week" "${day}T09:00"; fi
done
