#!/usr/bin/env bash
# Copies register and ledger from files to PostgreSQL and back. Prints seconds, rates and the peak memory of the program, and compares the digests.
#
#   bash tests/Muutostieto.Benchmarks/store-copy.sh [WHERE…]      as for register create; default: --county 20 (Kainuu)
#
# Needs the Release build, PostgreSQL's programs and GNU time. The cluster is the script's own, on a socket, and gone at the end.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
where=("$@"); [ $# -gt 0 ] || where=(--county 20)
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
psql -X -q -h "$work/db" -U bench -d postgres -c 'CREATE DATABASE muutostieto'
mkdir -p "$work/config"
cp -r config/products config/reference config/schemas config/groups.json config/building-groups.json "$work/config/"
mkdir "$work/config/permits"
echo "Host=$work/db;Database=muutostieto;Username=bench" > "$work/connection"
chmod 600 "$work/connection"
settings() {
    echo "{ \"Environment\": \"demo\", $1 \"Outbox\": \"outbox\", \"Drops\": { \"default\": { \"type\": \"directory\", \"path\": \"drop\" } } }" \
        > "$work/config/appsettings.json"
}
run() { /usr/bin/time -f '%e %M' -o "$work/time" dotnet "$program" "$@" --config "$work/config" --data "$work/data"; }
row() {
    read -r seconds kilobytes < <(tail -1 "$work/time")
    printf '%-32s %8.1f s  %10.0f persons/s  peak %d MB\n' "$1" "$seconds" "$(echo "$persons / $seconds" | bc -l)" $((kilobytes / 1024))
}

settings ''
run register create "${where[@]}" > /dev/null 2>&1
persons=$(sqlite3 "$work/data/register.db" 'SELECT count(*) FROM person')
echo "$persons persons, register.db $(du -m "$work/data/register.db" | cut -f1) MB"
settings "\"Store\": { \"connectionFile\": \"$work/connection\" },"
run store migrate > /dev/null
run store copy --from files --to database > "$work/there"; row 'files to database'
rm "$work"/data/*.db*
run store copy --from database --to files > "$work/back"; row 'database to files'
diff <(head -n -1 "$work/there") <(head -n -1 "$work/back") && echo 'digests are the same in both directions'
