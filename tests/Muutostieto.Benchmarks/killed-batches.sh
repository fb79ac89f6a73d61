#!/usr/bin/env bash
# Batches that are killed at random moments (SIGKILL), against a real sshd that is itself stopped and started at random, while the register goes on: at the
# end every delivery of the ledger is whole in the drop exactly once and nothing else is, `deliveries verify` is clean, and what a recipient loads equals a
# fresh base. Exits 1 when it is not so. Prints what happened, and the seed.
#
#   bash tests/Muutostieto.Benchmarks/killed-batches.sh [BATCHES] [PERSONS] [SEED]      default: 200 4000 1
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/scene.sh"
batches=${1:-200} persons=${2:-4000} RANDOM=${3:-1}
echo "seed ${3:-1}"

permit weekly laajat false 1 1 '{ "county": "20" }'
permit biweekly perustaso true 2 2 '{ "municipalities": ["205", "290"] }'
run register create --county 20 --persons "$persons" --seed 7 > /dev/null 2>&1
killed=0 ended=0 server_stops=0 week=0
declare -A codes
for batch in $(seq "$batches"); do
    # A new week every third time; the others repeat a night that may have come to its end or not.
    if [ $((RANDOM % 3)) = 0 ]; then
        week=$((week + 1))
        run register simulate --weeks 1 --seed "$((100 + week))" > /dev/null 2>&1
    fi
    day=$(date -d "2026-01-05 + $((week * 7)) days" +%F)
    if [ $((RANDOM % 4)) = 0 ]; then stop_sshd; server_stops=$((server_stops + 1)); fi
    # Not through run: what is killed must be the program and not a shell that waits for it.
    dotnet $program batch --at "${day}T03:00" --config "$work/config" --data "$work/data" > "$work/out" 2>&1 &
    process=$!
    if [ $((RANDOM % 6)) = 0 ]; then sleep "0.$((RANDOM % 9 + 1))"; stop_sshd; server_stops=$((server_stops + 1)); fi
    sleep "$((RANDOM % 4)).$((RANDOM % 10))"
    if kill -9 "$process" 2> /dev/null; then killed=$((killed + 1)); fi
    code=0; wait "$process" 2> /dev/null || code=$?
    codes[$code]=$((${codes[$code]:-0} + 1))
    if [ "$code" != 137 ]; then ended=$((ended + 1)); fi
    if [ ! -s "$work/sshd.pid" ] && [ $((RANDOM % 2)) = 0 ]; then start_sshd; fi
done
echo "$batches batches over $week weeks: $killed killed, $ended ended by themselves; the server stopped $server_stops times"
echo "exit codes: $(for code in "${!codes[@]}"; do printf '%s: %s  ' "$code" "${codes[$code]}"; done)"

if [ ! -s "$work/sshd.pid" ]; then start_sshd; fi
last=$(date -d "2026-01-05 + $((week * 7 + 7)) days" +%F)
run batch --at "${last}T03:00" > "$work/out" 2>&1 || [ $? = 6 ] || { cat "$work/out"; exit 1; }

# What that night entered by date is in the fresh base below, and may not be due yet for the permit of every two weeks.
run deliver changes biweekly --at "${last}T04:00" > "$work/out" 2>&1 || [ $? = 6 ] || { cat "$work/out"; exit 1; }
failed=0
run deliveries list --json > "$work/list.json"
states=$(grep -o '"state": "[a-z]*"' "$work/list.json" | sort | uniq -c | tr -s ' \n' ' ')
echo "deliveries:$states"
if grep -q '"state": "\(planned\|composed\)"' "$work/list.json"; then echo "a delivery is not finished"; failed=1; fi
run deliveries verify > "$work/verify" 2>&1 || { cat "$work/verify"; failed=1; }
for permit in weekly biweekly; do
    # The names of the ledger's files, without what was withdrawn, are those in the drop, hidden ones included.
    sqlite3 "$work/data/ledger.db" "SELECT f.name FROM file f JOIN delivery d ON d.id = f.delivery WHERE d.permit = '$permit' AND d.state <> 'withdrawn' ORDER BY 1" > "$work/recorded"
    ls -A "$work/drop/$permit/download" | LC_ALL=C sort > "$work/there"
    LC_ALL=C sort -o "$work/recorded" "$work/recorded"
    if ! diff "$work/recorded" "$work/there" > "$work/diff"; then echo "$permit: the drop holds other files than the ledger"; head "$work/diff"; failed=1; fi
    run load "$work/drop/$permit/download" --into "$work/$permit.db" --receipts "$work" > "$work/load.out" 2>&1 || { cat "$work/load.out"; failed=1; continue; }
    run deliver base "$permit" --at "${last}T05:00" > /dev/null 2>&1
    newest=$(ls -t "$work/drop/$permit/download"/*PT*.json | head -n 1)
    mkdir "$work/fresh-$permit"; mv "${newest%.json}".* "$work/fresh-$permit/"
    run load "$work/fresh-$permit" --into "$work/fresh-$permit.db" --receipts "$work" > /dev/null
    dump "$work/$permit.db" > "$work/ours.txt"
    dump "$work/fresh-$permit.db" > "$work/fresh.txt"
    if [ -s "$work/fresh.txt" ] && diff "$work/ours.txt" "$work/fresh.txt" > "$work/diff"; then
        echo "$permit: $(ls "$work/drop/$permit/download"/*.MTT | wc -l) change deliveries, loaded equal to a fresh base in $(wc -l < "$work/fresh.txt") rows"
    else
        echo "$permit: DIFFERS in $(grep -c '^[<>]' "$work/diff") rows"; head "$work/diff"; failed=1
    fi
done
exit $failed
