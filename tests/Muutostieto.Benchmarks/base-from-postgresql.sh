#!/usr/bin/env bash
# Composes a base delivery from a register in PostgreSQL and, in the same run, does what an operator would otherwise write: the same lines made in SQL,
# copied out by psql. Both are fixed width alone, into a folder. Prints seconds, rates and the peak memory of the program.
#
#   bash tests/Muutostieto.Benchmarks/base-from-postgresql.sh [AREA] [RUNS]      a county, two digits, or a municipality, three; default: 20 (Kainuu), 3 runs
#
# CONNECTIONS=3 reads the residents over three connections (Store.scanConnections).
#
# Needs the Release build, PostgreSQL's programs and GNU time. The cluster is the script's own, on a socket, and gone at the end.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
area=${1:-20} runs=${2:-3}
if [ ${#area} = 2 ]; then where=(--county "$area") terms="\"county\": \"$area\""; else where=(--municipality "$area") terms="\"municipalities\": [\"$area\"]"; fi
program=${MUUTOSTIETO_PROGRAM:-src/Muutostieto.Cli/bin/Release/net10.0/muutostieto.dll}
programs=$(ls -d /usr/lib/postgresql/*/bin | head -1)
work=$(mktemp -d)
as=(); if [ "$(id -u)" = 0 ]; then as=(runuser -u postgres --); fi
mkdir "$work/db"; chmod 755 "$work"; if [ "$(id -u)" = 0 ]; then chown postgres "$work/db"; fi
trap '(cd /; "${as[@]}" "$programs/pg_ctl" -D "$work/db/data" -m immediate -s stop || true); rm -rf "$work"' EXIT
(cd "$work/db"
    "${as[@]}" "$programs/initdb" -D "$work/db/data" -A trust -U bench -E UTF8 --locale=C > /dev/null
    "${as[@]}" "$programs/pg_ctl" -D "$work/db/data" -l "$work/db/log" -w -s \
        -o "-k $work/db -c listen_addresses='' -c shared_buffers=256MB -c max_wal_size=4GB" start)
sql() { psql -X -q -At -v ON_ERROR_STOP=1 -h "$work/db" -U bench "$@"; }
sql -d postgres -c 'CREATE DATABASE muutostieto'
run() { dotnet "$program" "$@" --config "$work/config" --data "$work/data"; }
now() { date +%s.%N; }
since() { echo "$(now) - $1" | bc -l; }
row() { printf '%-44s %8.2f s  %10.0f %s/s\n' "$1" "$2" "$(echo "$3 / $2" | bc -l)" "$4"; }

mkdir -p "$work/config/permits" "$work/drop"
cp -r config/products config/reference config/schemas config/groups.json config/building-groups.json "$work/config/"
echo "Host=$work/db;Database=muutostieto;Username=bench" > "$work/connection"
chmod 600 "$work/connection"
cat > "$work/config/appsettings.json" <<JSON
{ "Environment": "demo", "Store": { "connectionFile": "$work/connection", "scanConnections": ${CONNECTIONS:-1} }, "Outbox": "outbox",
  "Drops": { "default": { "type": "directory", "path": "$work/drop" } } }
JSON
cat > "$work/config/permits/bench.json" <<JSON
{ "id": "bench", "recipient": "bench", "validFrom": "2025-01-01", "validTo": null, "customerNumber": "1", "registerName": "BENCH",
  "area": { $terms }, "product": "laajat", "nonDisclosureRight": false,
  "rhythm": { "rule": "FREQ=WEEKLY;INTERVAL=1;BYDAY=MO", "time": "02:30", "from": "2026-01-05" }, "formats": ["fixed"], "drop": "default" }
JSON
run store migrate > /dev/null
start=$(now); run register create "${where[@]}" > /dev/null 2>&1; row "register create, by COPY" "$(since "$start")" "$(sql -d muutostieto -c 'SELECT count(*) FROM register.person')" persons
start=$(now); run batch > /dev/null 2>&1 || true; row "first batch, with the nightly job's first notes" "$(since "$start")" "$(sql -d muutostieto -c 'SELECT count(*) FROM register.person')" persons
sql -d muutostieto -c 'VACUUM ANALYZE'
# The same statement as for SQLite, in PostgreSQL's words for JSON.
{
    echo 'SET search_path = register; COPY ('
    grep -v '^--\|^\.mode' tests/Muutostieto.Benchmarks/base-in-sql.sql | sed -E \
        -e "s/json_extract\(g\.value, '\\$\.([a-z_]+)'\)/(g.value ->> '\1')/g" \
        -e "s/json_each\(CAST\(v\.document AS TEXT\), '\\$\.ryhmat'\)( g)?/jsonb_array_elements(CAST(convert_from(v.document, 'UTF8') AS jsonb) -> 'ryhmat') AS g(value)/g" \
        -e "s/group_concat\(/string_agg(/; s/printf\('%02d', (\(SELECT count.*g\(value\)\))\)/lpad(CAST(\1 AS text), 2, '0')/" \
        -e 's/;$//'
    echo ') TO STDOUT'
} > "$work/base.sql"
# Both end with what they have made on the disk.
sync
for turn in $(seq "$runs"); do
    echo "run $turn"
    # Nothing is made where the last base is just that.
    run deliveries withdraw "bench/base/$turn" --reason benchmark > /dev/null
    start=$(now)
    /usr/bin/time -f '%M' -o "$work/peak" dotnet "$program" deliver base bench --config "$work/config" --data "$work/data" > "$work/out" 2> "$work/err"
    whole=$(since "$start")
    lines=("$work"/data/outbox/bench/*/*.PTT)
    [ -e "$work/drop/bench/$(basename "${lines[-1]}")" ] || grep -rq . "$work/out" || { cat "$work/err" >&2; exit 1; }
    persons=$(($(wc -l < "${lines[-1]}") - 2))
    row "deliver base: compose, hash and hand over" "$whole" "$persons" persons
    printf '%-44s %8s MB\n' "  peak memory" "$(($(cat "$work/peak") / 1024))"
    start=$(now); sql -d muutostieto -f "$work/base.sql" > "$work/sql.out"; sync "$work/sql.out"; copied=$(since "$start")
    row "psql: the same lines made in SQL" "$copied" "$(wc -l < "$work/sql.out")" persons
    printf '%-44s %8.1f times as fast\n' "  ratio" "$(echo "$copied / $whole" | bc -l)"
done
