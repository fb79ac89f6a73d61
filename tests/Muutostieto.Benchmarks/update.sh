#!/usr/bin/env bash
# A customer's register brought up to date: 1,000,000 rows against the residents of Helsinki (some 694,000 persons), half of them by identity code, half by
# name and day of birth. Seconds, processor time and peak memory, beside a hash join of the same rows with the same persons in DuckDB, in one run.
#
#   bash tests/Muutostieto.Benchmarks/update.sh [ROWS] [MUNICIPALITY] [PERSONS]      default: 1000000 091 694000
#
# Needs the Release build, python3, GNU time, and node with duckdb as tests/recipes have it. Exits with 1 when the two
# match other numbers of rows, but for some in a thousand: capitals of a few letters (dotless i) are compared otherwise.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/scene.sh"
rows=${1:-1000000} municipality=${2:-091} persons=${3:-694000}
mkdir -p "$work/config/orders" "$work/drop/asiakas/download" "$work/drop/asiakas/upload" "$work/drop/kaikki/download" "$work/drop/kaikki/upload"
cat > "$work/config/permits/asiakas.json" <<JSON
{ "id": "asiakas", "recipient": "asiakas", "validFrom": "2025-01-01", "validTo": null, "customerNumber": "38950", "registerName": "ASIAKAS",
  "area": { "municipalities": ["$municipality"] }, "nonDisclosureRight": true, "recipientKind": "authority", "drop": "default",
  "orders": { "purposes": ["authority-task"], "groups": ["004", "101", "901"], "targets": ["customers", "persons"],
              "update": { "methods": ["M1", "M2", "M3", "M4"] } } }
JSON
cat > "$work/config/orders/rekisteri.json" <<JSON
{ "id": "rekisteri", "permit": "asiakas", "purpose": "authority-task", "target": "customers", "content": { "groups": ["004", "101"] },
  "update": { "methods": ["M1", "M2", "M3", "M4"] } }
JSON
cat > "$work/config/orders/kaikki.json" <<JSON
{ "id": "kaikki", "permit": "asiakas", "purpose": "authority-task", "content": { "groups": ["004", "101", "901"] } }
JSON
run register create --municipality "$municipality" --persons "$persons" --no-buildings > /dev/null 2>&1
run extract run kaikki > /dev/null 2>&1
unzip -q -o "$work"/drop/asiakas/download/*PO*.csv.zip henkilot.csv -d "$work"
python3 - "$work/henkilot.csv" "$work/customers.csv" "$rows" <<'PY'
import csv, random, sys
random.seed(7)
with open(sys.argv[1], encoding="utf-8-sig") as file:
    people = [(p["henkilotunnus"], p["henkilon_nimi_sukunimi"], p["henkilon_nimi_etunimet"], p["syntymapaiva_syntymapv"])
              for p in csv.DictReader(file, delimiter=";")]
with open(sys.argv[2], "w", encoding="utf-8", newline="") as file:
    write = csv.writer(file, delimiter=";", lineterminator="\n")
    write.writerow(["rivi", "hetu", "sukunimi", "etunimet", "syntymaaika"])
    for row in range(int(sys.argv[3])):
        code, surname, names, born = random.choice(people)
        if row % 20 == 19:
            write.writerow([row, "", surname, "Olematon", born])
        elif row % 2:
            write.writerow([row, "", surname.upper(), names, born])
        else:
            write.writerow([row, code, "", "", ""])
PY

timed() {
    local name=$1; shift
    /usr/bin/time -f '%e %U %S %M' -o "$work/time" "$@" > "$work/said" 2> "$work/errors" || { cat "$work/errors"; exit 1; }
    read -r seconds user system memory < <(tail -n 1 "$work/time")
    printf '%-34s %7.2f s, processor %6.2f s, %4d MB; %s\n' "$name" "$seconds" "$(echo "$user + $system" | bc -l)" "$((memory / 1024))" \
        "$(tr '\n' ' ' < "$work/said" | cut -c 1-120)"
}

cat > "$work/join.sql" <<SQL
COPY (
WITH p AS (SELECT henkilotunnus AS hetu, upper(henkilon_nimi_sukunimi) AS s, upper(henkilon_nimi_etunimet) AS e, syntymapaiva_syntymapv AS d, *
           FROM read_csv('$work/henkilot.csv', delim = ';', header = true, all_varchar = true)),
     c AS (SELECT *, upper(sukunimi) AS s, upper(etunimet) AS e FROM read_csv('$work/customers.csv', delim = ';', header = true, all_varchar = true)),
     n AS (SELECT s, e, d, min(hetu) AS hetu, count(*) AS k FROM p GROUP BY s, e, d),
     m AS (SELECT c.rivi, p.* FROM c JOIN p ON p.hetu = c.hetu
           UNION ALL SELECT c.rivi, p.* FROM c JOIN n ON n.s = c.s AND n.e = c.e AND n.d = c.syntymaaika JOIN p ON p.hetu = n.hetu
           WHERE c.hetu IS NULL AND n.k = 1)
SELECT c.rivi, m.* EXCLUDE (rivi) FROM c LEFT JOIN m ON m.rivi = c.rivi ORDER BY CAST(c.rivi AS INTEGER)
) TO '$work/joined.csv' (HEADER, DELIMITER ';');
SQL
for turn in 1 2 3; do
    timed "update run, $rows rows" dotnet $program update run rekisteri "$work/customers.csv" --again --config "$work/config" --data "$work/data"
    timed "the same as a hash join in DuckDB" node tests/recipes/duckdb.mjs "$work/join.sql" "SELECT 1 AS done"
done
run update show "asiakas/extract/$(run update list --json | python3 -c "import json, sys; print(max(each['number'] for order in json.load(sys.stdin) for each in order['results']))")"
matched=$(unzip -p "$(ls "$work"/drop/asiakas/download/*PA*.taulut.zip | tail -1)" tulokset.csv | python3 -c "import sys; print(sum(line.split(';')[1] in ('1', '7') for line in sys.stdin))")
joined=$(python3 -c "import csv; print(sum(bool(row['hetu']) for row in csv.DictReader(open('$work/joined.csv'), delimiter=';')))")
echo "matched $matched rows, DuckDB $joined"
python3 -c "import sys; sys.exit(not abs($matched - $joined) <= 0.002 * $joined)"
