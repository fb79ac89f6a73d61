#!/usr/bin/env bash
# An extract with a sample from a county's register: seconds, processor time and peak memory of preview, run and redraw, beside the same count in SQL over
# the same register, three turns in one run.
#
#   bash tests/Muutostieto.Benchmarks/extract.sh [COUNTY] [SAMPLE]      default: 20 (Kainuu), 10,000 persons
#
# Needs the Release build, sqlite3 with JSON, python3 and GNU time. Exits with 1 when the two counts differ.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/scene.sh"
county=${1:-20} size=${2:-10000}
mkdir -p "$work/config/orders" "$work/drop/otos/download" "$work/drop/otos/upload"
cat > "$work/config/permits/otos.json" <<JSON
{ "id": "otos", "recipient": "otos", "validFrom": "2025-01-01", "validTo": null, "customerNumber": "38950", "registerName": "OTOS",
  "area": { "county": "$county" }, "nonDisclosureRight": false, "drop": "default",
  "orders": { "purposes": ["scientific-research"], "groups": ["002", "003", "004", "101", "204", "901"], "targets": ["persons"] } }
JSON
order() {
    cat > "$work/config/orders/$1.json" <<JSON
{ "id": "$1", "permit": "otos", "purpose": "scientific-research", "content": { "groups": ["004", "101"] }, "sample": $2,
  "where": { "all": [ { "born": { "from": "1950-01-01", "to": "1999-12-31" } }, { "sex": ["2"] }, { "not": { "motherTongue": ["sv"] } } ] } }
JSON
}
order kaikki null
order otos "{ \"size\": $size, \"series\": \"mittaus\" }"
run register create --county "$county" > /dev/null 2>&1
run keys series make mittaus > /dev/null

timed() {
    local name=$1; shift
    /usr/bin/time -f '%e %U %S %M' -o "$work/time" "$@" > "$work/said" 2> "$work/errors" || { cat "$work/errors"; exit 1; }
    read -r seconds user system memory < <(tail -n 1 "$work/time")
    printf '%-34s %7.2f s, processor %6.2f s, %4d MB; %s\n' "$name" "$seconds" "$(echo "$user + $system" | bc -l)" "$((memory / 1024))" \
        "$(tr '\n' ' ' < "$work/said" | cut -c 1-120)"
}

program_of() { timed "$1" dotnet $program "${@:2}" --config "$work/config" --data "$work/data"; }

municipalities=$(python3 -c "import json; print(','.join(repr(each['code']) for each in json.load(open('config/reference/municipalities.json'))['municipalities'] if each['county'] == '$county'))")
cat > "$work/count.sql" <<SQL
SELECT count(*) FROM version v WHERE to_key IS NULL AND alive = 1 AND merged_into IS NULL AND ban_end IS NULL AND municipality IN ($municipalities)
  AND EXISTS (SELECT 1 FROM json_each(CAST(v.document AS TEXT), '\$.ryhmat') g WHERE g.value ->> 'ryhma' = '901' AND g.value ->> 'syntymapv' BETWEEN '19500101' AND '19991231')
  AND EXISTS (SELECT 1 FROM json_each(CAST(v.document AS TEXT), '\$.ryhmat') g WHERE g.value ->> 'ryhma' = '003' AND g.value ->> 'sukupuoli' = '2')
  AND NOT EXISTS (SELECT 1 FROM json_each(CAST(v.document AS TEXT), '\$.ryhmat') g WHERE g.value ->> 'ryhma' = '002' AND g.value ->> 'kielikoodi' = 'sv');
SQL
for turn in 1 2 3; do
    program_of "extract preview, all who fit" extract preview kaikki --json
    counted=$(python3 -c "import json; print(json.load(open('$work/said'))['persons'])")
    timed "the same count in SQL (sqlite3)" sqlite3 "$work/data/register.db" ".read $work/count.sql"
    [ "$counted" = "$(cat "$work/said")" ] || { echo "counts differ: $counted"; exit 1; }
    program_of "extract run, a sample of $size" extract run otos --again
    program_of "extract redraw" extract redraw "otos/extract/$turn"
done
