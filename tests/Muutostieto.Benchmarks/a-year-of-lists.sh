#!/usr/bin/env bash
# A year of a permit with a list of persons, over a real sshd: every week the recipient puts some on and takes some off, names some twice and some that nobody
# or no code is, and the population lives on before the list is read. What `load` has, from both forms, is exactly who is on the list, every four weeks, and at
# the end row by row what a fresh base says. Prints what happened. Exits 1 on any difference.
#
#   bash tests/Muutostieto.Benchmarks/a-year-of-lists.sh [WEEKS] [PERSONS] [SEED]      default: 52 20000 1, of county 20
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/scene.sh"
weeks=${1:-52} persons=${2:-20000} seed=${3:-1}
permit listed laajat '"order-only"' 1 38950 '{ "list": true }'
register="$work/data/register.db" download="$work/drop/listed/download" model="$work/model.db"
night() { run batch --at "$1" > "$work/out" 2>&1 || [ $? = 6 ] || { cat "$work/out"; exit 1; }; }
ask() { sqlite3 "$model" "ATTACH '$register' AS r; $1"; }

run register create --county 20 --seed "$seed" > /dev/null 2>&1
sqlite3 "$model" "CREATE TABLE listed(person INTEGER PRIMARY KEY); CREATE TABLE was_on(person INTEGER PRIMARY KEY); CREATE TABLE upload(n INTEGER PRIMARY KEY, person INTEGER, letter TEXT)"
# Whoever the seed says, in an order of its own.
sqlite3 "$model" "CREATE TABLE turn(n INTEGER PRIMARY KEY, person INTEGER)"
ask "INSERT INTO turn(person) SELECT person FROM r.version WHERE to_key IS NULL AND alive = 1 ORDER BY (person * 2654435761 + $seed * 40503) % 1000003, person"
added=0 removed=0 refused=0 sent=0

send() { # day, on from turn, on to turn, how many off
    sqlite3 "$model" "DELETE FROM upload; INSERT INTO upload(person, letter) SELECT person, 'L' FROM turn WHERE n > $2 AND n <= $3;
        INSERT INTO upload(person, letter) SELECT person, 'P' FROM listed ORDER BY (person * 40503 + $sent * 7919) % 10007, person LIMIT $4;
        INSERT INTO upload(person, letter) SELECT person, 'L' FROM upload WHERE letter = 'L' LIMIT 5;
        INSERT INTO listed SELECT DISTINCT person FROM upload WHERE letter = 'L' AND person NOT IN (SELECT person FROM listed);
        DELETE FROM listed WHERE person IN (SELECT person FROM upload WHERE letter = 'P'); INSERT OR IGNORE INTO was_on SELECT person FROM listed"
    # Nobody has the first code; the second has a wrong check character; the third is no code at all.
    { ask "SELECT v.code || u.letter FROM upload u JOIN r.version v ON v.person = u.person AND v.to_key IS NULL ORDER BY u.n"; printf '%s\n' 010190-999WL 010190-900AL 0101L; } > "$work/lines"
    sent=$((sent + 1)) added=$((added + $3 - $2)) removed=$((removed + $4)) refused=$((refused + 3))
    { echo "'''ED2'''MUUTOSTIETO'ASIAKAS:38950'${1//-/}0500'1'STX:INHOUSE'TYP:MUTPHT'NRQ:0'''"; cat "$work/lines"; echo "'''EOF'''$(wc -l < "$work/lines")'"; } > "$work/drop/listed/upload/38950_${1//-/}_$sent.HTT"
}

failed=0
compare() { # after which week
    ask "SELECT v.code FROM listed l JOIN r.version v ON v.person = l.person AND v.to_key IS NULL ORDER BY 1" > "$work/expected"
    for form in fixed csv; do
        run load "$download" --into "$work/$form.db" --form $form --receipts "$work" > "$work/out" 2>&1 || { cat "$work/out"; exit 1; }
        sqlite3 "$work/$form.db" "SELECT hetu FROM persons WHERE in_area = 1 ORDER BY hetu" > "$work/loaded"
        if ! diff "$work/expected" "$work/loaded" > "$work/diff"; then echo "week $1, $form: $(grep -c '^<' "$work/diff") on the list are not loaded, $(grep -c '^>' "$work/diff") are loaded and not on it"; failed=1; fi
    done
}

send 2026-01-05 0 "$persons" 0
night 2026-01-05T03:00
compare 0
turn=$persons step=$((persons / 100))
for week in $(seq "$weeks"); do
    day=$(date -d "2026-01-05 + $((week * 7)) days" +%F)
    send "$day" "$turn" "$((turn + step))" "$((step / 2))"
    turn=$((turn + step))
    # The list was written before this week's life: codes that change in it are meant as they were.
    run register simulate --weeks 1 --seed "$((seed + week))" > /dev/null 2>&1
    night "${day}T03:00"
    if [ $((week % 4)) = 0 ] || [ "$week" = "$weeks" ]; then compare "$week"; fi
done

last=$(date -d "2026-01-06 + $((weeks * 7)) days" +%F)
results=$(cat "$download"/*.RES | grep -o '"refused": *\[' | wc -l)
echo "$weeks weeks: $sent lists, $added put on, $removed taken off, $refused lines that nobody is; $results answers; $(sqlite3 "$model" 'SELECT count(*) FROM listed') on the list at the end"
echo "of those ever on it: $(ask "SELECT count(*) FROM was_on w JOIN r.version v ON v.person = w.person AND v.to_key IS NULL AND v.alive = 0") dead, $(ask "SELECT v.person FROM r.version v JOIN was_on w ON w.person = v.person GROUP BY v.person HAVING count(DISTINCT v.code) > 1" | wc -l) whose code changed, $(ask "SELECT count(*) FROM was_on w JOIN r.version v ON v.person = w.person AND v.to_key IS NULL AND v.ban_end IS NOT NULL") under an order"
run deliver base listed --at "${last}T05:00" > /dev/null 2>&1
newest=$(ls -t "$download"/*PT*.json | head -n 1)
mkdir -p "$work/fresh"; mv "${newest%.json}".* "$work/fresh/"
for form in fixed csv; do
    run load "$work/fresh" --into "$work/fresh-$form.db" --form $form --receipts "$work" > /dev/null 2>&1
    # The dead of a list are on it too, though nobody's residents.
    dump "$work/$form.db" 'p.in_area = 1' > "$work/ours.txt"
    dump "$work/fresh-$form.db" 'p.in_area = 1' > "$work/fresh.txt"
    if [ -s "$work/fresh.txt" ] && diff "$work/ours.txt" "$work/fresh.txt" > "$work/diff"; then
        echo "$form: $(sqlite3 "$work/$form.db" 'SELECT count(*) FROM persons WHERE in_area = 1') persons after $(ls "$download"/*.MTT | wc -l) change deliveries, equal to a fresh base in $(wc -l < "$work/fresh.txt") rows"
    else
        echo "$form: DIFFERS in $(grep -c '^[<>]' "$work/diff") rows"; failed=1
    fi
done
exit $failed
