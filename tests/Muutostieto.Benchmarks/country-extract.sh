#!/usr/bin/env bash
# An extract with a sample from the whole country, beside the same question put to DuckDB over Parquet of the same data, three turns in one run: seconds,
# processor time and peak memory. The Parquet is an extract of everybody; DuckDB reads nothing else. The same order with criteria that no column can narrow
# shows what the columns save. Then the same of buildings: those that fit, and a sample of them, beside DuckDB over Parquet of all of them.
#
#   bash tests/Muutostieto.Benchmarks/country-extract.sh [SAMPLE] [DATA]      default: 10,000 persons; a register made anew (20 GB, some minutes)
#
# DATA is a data folder with the register of the whole country; what is entered by date is entered in it. COUNTY=20 in the environment makes it that
# county's instead, to try the script. Needs the Release build, node and what
# tests/run.sh installs in tests/recipes, python3 and GNU time. Exits with 1 when counts differ or an extract takes 500 MB or more.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
size=${1:-10000} program=${MUUTOSTIETO_PROGRAM:-src/Muutostieto.Cli/bin/Release/net10.0/muutostieto.dll}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
data=$work/data
mkdir -p "$data/drop/otos/download" "$data/drop/otos/upload"
cp -r config "$work/config"
rm "$work"/config/permits/*
mkdir -p "$work/config/orders"
if [ $# -gt 1 ]; then ln -s "$(realpath "$2")/register.db" "$data/register.db"; fi
municipalities=$(python3 -c "import json; print(','.join('\"%s\"' % each['code'] for each in json.load(open('config/reference/municipalities.json'))['municipalities'] if '${COUNTY:-}' in ('', each['county'])))")
cat > "$work/config/permits/otos.json" <<JSON
{ "id": "otos", "recipient": "otos", "validFrom": "2025-01-01", "validTo": null, "customerNumber": "38950", "registerName": "OTOS",
  "area": { "municipalities": [$municipalities] }, "nonDisclosureRight": false, "drop": "default", "formats": ["csv", "parquet"],
  "orders": { "purposes": ["scientific-research"], "groups": ["002", "003", "004", "101", "204", "901", "932", "936", "938", "940", "948"],
    "targets": ["persons", "buildings"] } }
JSON
order() {
    cat > "$work/config/orders/$1.json" <<JSON
{ "id": "$1", "permit": "otos", "purpose": "scientific-research", "target": "${6:-persons}", "content": { "groups": $2 }, "sample": $3, "where": $4, "formats": ["$5"] }
JSON
}
fits='{ "all": [ { "born": { "from": "1942-01-01", "to": "1951-12-31" } }, { "sex": ["2"] }, { "not": { "motherTongue": ["sv"] } } ] }'
sample="{ \"size\": $size, \"series\": \"mittaus\" }"
order kaikki '["002", "003", "101", "204", "901"]' null null parquet
order otos '["004", "101"]' "$sample" "$fits" csv
order lukien '["004", "101"]' "$sample" "{ \"not\": { \"not\": $fits } }" csv
houses='{ "all": [ { "use2018": ["011"] }, { "heating": ["4"] }, { "completed": { "to": "1969-12-31" } } ] }'
order talot '["932", "938", "940", "948"]' null null parquet buildings
order sopivat '["932", "936"]' null "$houses" csv buildings
order talo-otos '["932", "936"]' "$sample" "$houses" csv buildings
run() { dotnet $program "$@" --config "$work/config" --data "$data"; }
[ -e "$data/register.db" ] || run register create $([ -n "${COUNTY:-}" ] && echo "--county $COUNTY" || echo --whole-country) > /dev/null 2>&1
run keys series make mittaus > /dev/null

timed() {
    local name=$1; shift
    /usr/bin/time -f '%e %U %S %M' -o "$work/time" "$@" > "$work/said" 2> "$work/errors" || { cat "$work/errors"; exit 1; }
    read -r seconds user system memory < <(tail -n 1 "$work/time")
    printf '%-46s %7.2f s, processor %6.2f s, %4d MB; %s\n' "$name" "$seconds" "$(echo "$user + $system" | bc -l)" "$((memory / 1024))" \
        "$(tr -s '\n ' ' ' < "$work/said" | cut -c 1-110)"
}
program_of() {
    timed "$1" dotnet $program "${@:2}" --config "$work/config" --data "$data"
    [ "$memory" -lt 512000 ] || { echo "500 MB or more"; exit 1; }
}
counted() { python3 -c "import json; print(json.load(open('$work/said'))['frame'])"; }

program_of "extract of everybody, as Parquet" extract run kaikki
unzip -q -o "$data"/drop/otos/download/*.parquet.zip henkilot.parquet -d "$work"
(cd "$work" && rm -rf data/outbox data/drop/otos/download/*)
where="syntymapaiva_syntymapv || substr('0000-01-01', length(syntymapaiva_syntymapv) + 1) BETWEEN '1942-01-01' AND '1951-12-31' AND sukupuoli_sukupuoli = '2' AND aidinkieli_kielikoodi IS DISTINCT FROM 'sv'"
echo "SELECT 1;" > "$work/none.sql"
for turn in 1 2 3; do
    program_of "extract preview" extract preview otos --json
    ours=$(counted)
    program_of "extract preview, read of every document" extract preview lukien --json
    [ "$(counted)" = "$ours" ] || { echo "counts differ"; exit 1; }
    timed "the same count in DuckDB over Parquet" node tests/recipes/duckdb.mjs "$work/none.sql" \
        "SELECT count(*)::INTEGER AS n FROM '$work/henkilot.parquet' WHERE $where"
    [ "$(python3 -c "import json; print(int(json.load(open('$work/said'))[0][0]))")" = "$ours" ] || { echo "counts differ: $ours"; cat "$work/said"; exit 1; }
    program_of "extract run, a sample of $size" extract run otos --again
    timed "the same by hash in DuckDB, written as CSV" node tests/recipes/duckdb.mjs "$work/none.sql" \
        "COPY (SELECT * FROM '$work/henkilot.parquet' WHERE $where ORDER BY md5(henkilotunnus) LIMIT $size) TO '$work/otos.csv'"
    program_of "extract redraw" extract redraw "otos/extract/$((turn + 1))"
done

program_of "extract of all buildings, as Parquet" extract run talot
unzip -q -o "$data"/drop/otos/download/*_005.parquet.zip '93*.parquet' '94*.parquet' -d "$work"
(cd "$work" && rm -rf data/outbox data/drop/otos/download/*)
table() { echo "read_parquet('$work/$1_*.parquet')"; }
fits="FROM $(table 932) JOIN $(table 938) c USING (rakennustunnus) JOIN $(table 948) h USING (rakennustunnus) JOIN $(table 940) d USING (rakennustunnus)"
fits="$fits WHERE c.rakennusluokka LIKE '011%' AND h.lammitystapa = '4' AND d.valmistumispv || substr('9999-12-31', length(d.valmistumispv) + 1) <= '1969-12-31'"
for turn in 1 2 3; do
    program_of "preview of buildings" extract preview sopivat --json
    ours=$(counted)
    timed "the same count in DuckDB over Parquet" node tests/recipes/duckdb.mjs "$work/none.sql" "SELECT count(*)::INTEGER AS n $fits"
    [ "$(python3 -c "import json; print(int(json.load(open('$work/said'))[0][0]))")" = "$ours" ] || { echo "counts differ: $ours"; cat "$work/said"; exit 1; }
    program_of "extract run, a sample of $size buildings" extract run talo-otos --again
    timed "the same by hash in DuckDB, written as CSV" node tests/recipes/duckdb.mjs "$work/none.sql" \
        "COPY (SELECT rakennustunnus $fits ORDER BY md5(rakennustunnus) LIMIT $size) TO '$work/talot.csv'"
    program_of "extract redraw of buildings" extract redraw "otos/extract/$((turn + 5))"
done
