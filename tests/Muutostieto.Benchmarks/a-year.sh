#!/usr/bin/env bash
# A year of a county's life: a base, 52 weeks of simulated events, weekly and biweekly permits of three products delivered over a real sshd, loaded by a
# recipient's `load`, and at the end compared, table by table, with a fresh base. Prints times and how many lines each event made. Exits 1 on any difference.
#
#   bash tests/Muutostieto.Benchmarks/a-year.sh [COUNTY] [WEEKS] [SEED]      default: 20 52 1
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/scene.sh"
county=${1:-20} weeks=${2:-52} seed=${3:-1}
# Nobody fetches what is delivered until the end: 6 (overdue) is as it should be.
night() { run batch "$@" || [ $? = 6 ]; }

area="{ \"county\": \"$county\" }"
permit laajat-weekly laajat false 1 1 "$area"
permit k2000-biweekly k2000 true 2 2 "$area"
permit perustaso-weekly perustaso true 1 3 "$area"

run register create --county "$county" --seed "$seed" > /dev/null 2>&1
SECONDS=0
night --at 2026-01-01T02:00 2> /dev/null
echo "base deliveries: $SECONDS s"
simulated=0 delivered=0
day=2026-01-05
for week in $(seq "$weeks"); do
    SECONDS=0; run register simulate --weeks 1 --seed "$((seed + week))" > /dev/null 2>&1; simulated=$((simulated + SECONDS))
    day=$(date -d "2026-01-01 + $((week * 7)) days" +%F)
    # Some weeks nobody runs the batch, some weeks it runs twice.
    if [ $((week % 9)) = 5 ] && [ "$week" != "$weeks" ]; then continue; fi
    SECONDS=0; night --at "${day}T03:00" > /dev/null 2>&1; delivered=$((delivered + SECONDS))
    if [ $((week % 7)) = 3 ]; then night --at "${day}T04:00" > /dev/null 2>&1; fi
done
last=$(date -d "$day + 14 days" +%F)
night --at "${last}T03:00" > /dev/null 2>&1
echo "$weeks weeks: simulated in $simulated s, delivered in $delivered s"
echo "lines by event (laajat, weekly):"
cat "$work"/drop/laajat-weekly/download/*.MTT | cut -c12-14 | grep -a '^X' | sort | uniq -c | sort -rn | awk '{ printf "  %s %d", $2, $1 } END { print "" }'

failed=0
for permit in laajat-weekly k2000-biweekly perustaso-weekly; do
    for form in fixed csv; do
        SECONDS=0
        run load "$work/drop/$permit/download" --into "$work/$permit-$form.db" --form $form --receipts "$work" > "$work/load.out" || { cat "$work/load.out"; failed=1; continue; }
        seconds=$SECONDS
        if [ ! -d "$work/fresh-$permit" ]; then
            rm -rf "$work/only"; mkdir "$work/only"
            run deliver base "$permit" --at "${last}T05:00" > /dev/null 2>&1
            newest=$(ls -t "$work/drop/$permit/download"/*PT*.json | head -n 1)
            mkdir "$work/fresh-$permit"; mv "${newest%.json}".* "$work/fresh-$permit/"
        fi
        run load "$work/fresh-$permit" --into "$work/fresh-$permit-$form.db" --form $form --receipts "$work" > /dev/null
        dump "$work/$permit-$form.db" > "$work/ours.txt"
        dump "$work/fresh-$permit-$form.db" > "$work/fresh.txt"
        if [ -s "$work/fresh.txt" ] && diff "$work/ours.txt" "$work/fresh.txt" > "$work/diff"; then
            echo "$permit $form: $(sqlite3 "$work/$permit-$form.db" 'SELECT count(*) FROM residents') residents after $(ls "$work/drop/$permit/download"/*.MTT | wc -l) change deliveries, equal to a fresh base in $(wc -l < "$work/fresh.txt") rows; loaded in $seconds s"
        else
            echo "$permit $form: DIFFERS in $(grep -c '^[<>]' "$work/diff") rows"; grep '^[<>]' "$work/diff" | cut -d' ' -f2 | cut -d'|' -f1 | sort | uniq -c | head; failed=1
            if [ -n "${KEEP:-}" ]; then cp "$work/diff" "$KEEP"; fi
        fi
    done
done
exit $failed
