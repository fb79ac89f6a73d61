#!/usr/bin/env bash
# A recipient's register of a county with one person altered by hand, in a database loaded from fixed width and in one from CSV: the sender's reconciliation
# file names the municipality, the next delivery repairs it, and the registers are equal again. Prints times. Exits 1 when it is not so.
#
#   bash tests/Muutostieto.Benchmarks/repair.sh [COUNTY] [SEED]      default: 20 1
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/scene.sh"
county=${1:-20} seed=${2:-1} failed=0
permit mend laajat false 1 1 "{ \"county\": \"$county\" }"
timed() { # what, command…
    local what=$1 start; shift; start=$(date +%s.%N)
    "$@" > "$work/out" 2> "$work/err" || code=$?
    printf '%-44s %5.1f s\n' "$what" "$(echo "$(date +%s.%N) - $start" | bc -l)"
}
expect() { if [ "$code" != "$1" ]; then echo "expected exit code $1, not $code"; cat "$work/out" "$work/err"; failed=1; fi; code=0; }
code=0
run register create --county "$county" --seed "$seed" > /dev/null 2>&1
run deliver base mend --at 2026-01-05T03:00 > /dev/null 2>&1
run register simulate --weeks 1 --seed "$seed" > /dev/null 2>&1
run deliver changes mend --at 2026-01-12T03:00 > /dev/null 2>&1
for form in fixed csv; do
    run load "$work/drop/mend/download" --into "$work/$form.db" --form $form --receipts "$work" > /dev/null 2>&1
done
timed "reconcile: count and digest of every municipality" run reconcile mend --output "$work/now.TAS" --at 2026-01-13T03:00; expect 0
for form in fixed csv; do timed "compare ($form), nothing altered" run load "$work/drop/mend/download" --into "$work/$form.db" --form $form --receipts "$work" --compare "$work/now.TAS"; expect 0; done

person=$(sqlite3 "$work/fixed.db" "SELECT p.hetu FROM persons p JOIN residents r ON r.person_id = p.id ORDER BY p.id LIMIT 1 OFFSET 20000")
for form in fixed csv; do
    sqlite3 "$work/$form.db" "UPDATE henkilon_nimi SET sukunimi = 'Toinen' WHERE person_id = (SELECT id FROM persons WHERE hetu = '$person')"
    timed "compare ($form), one person altered" run load "$work/drop/mend/download" --into "$work/$form.db" --form $form --receipts "$work" --compare "$work/now.TAS"; expect 12
    grep -h ': differs; ' "$work/out"
done
municipality=$(grep -h ': differs; ' "$work/out" | cut -c1-3)
run reconcile mend --repair "$municipality" --at 2026-01-13T04:00 > /dev/null
run register simulate --weeks 1 --seed "$((seed + 1))" > /dev/null 2>&1
timed "the next delivery, with the repair of $municipality" run deliver changes mend --at 2026-01-19T03:00; expect 0; tail -n 1 "$work/out" | cut -d, -f1-2
run reconcile mend --output "$work/then.TAS" --at 2026-01-20T03:00 > /dev/null
for form in fixed csv; do timed "load and compare ($form) after it" run load "$work/drop/mend/download" --into "$work/$form.db" --form $form --receipts "$work" --compare "$work/then.TAS"; expect 0; done
echo "$(sqlite3 "$work/fixed.db" 'SELECT count(*) FROM residents') residents"
exit $failed
