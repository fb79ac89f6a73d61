#!/usr/bin/env bash
# Makes data-folder-v1.zip with the program of an older version; README.md has the details.
#
#   bash make-data-folder.sh REPOSITORY ZIP      REPOSITORY: that version's, with its Release build
set -euo pipefail
repository=$(realpath "$1")
zip=$(realpath "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cp -r "$repository/config" config
rm -r config/permits/* config/schemas

permit() {
    cat > "config/permits/$1.json" <<JSON
{ "id": "$1", "recipient": "$1", "decision": "DVV/0009/2026", "validFrom": "2026-01-01", "validTo": null, "customerNumber": "$2",
  "registerName": "$3", "area": $4, "product": "perustaso", "nonDisclosureRight": $5,
  "rhythm": { "rule": "FREQ=WEEKLY;INTERVAL=1;BYDAY=MO", "time": "02:30", "from": "2026-01-05" },
  "formats": $6, "drop": "$7", "overdueAfter": 365 }
JSON
}
permit area 38950 ALUE '{ "municipalities": ["697"] }' false '["fixed", "csv"]' default
permit list 38951 LISTA '{ "list": true }' true '["fixed"]' lists
sed -i 's|"default": { "type": "directory", "path": "drop" }|&, "lists": { "type": "directory", "path": "drop-of-lists" }|' config/appsettings.json
mkdir recipients

run() { dotnet "$repository/src/Muutostieto.Cli/bin/Release/net10.0/muutostieto.dll" "$@" --config config --data data; }
upload() {
    local name=$1 file=data/drop-of-lists/list/upload/$1 line
    shift
    mkdir -p "$(dirname "$file")"
    {
        printf "'''ED2'''MUUTOSTIETO'ASIAKAS:38951'202601040500'1'STX:INHOUSE'TYP:MUTPHT'NRQ:0'''\r\n"
        for line in "$@"; do printf '%s\r\n' "$line"; done
        printf "'''EOF'''%s'\r\n" $#
    } > "$file"
}
codes() { sqlite3 data/register.db "SELECT code FROM version WHERE to_key IS NULL ORDER BY code"; }

run register create --municipality 697 --persons 50 --seed 8
mapfile -t code < <(codes)
upload 38951_20260104.HTT "${code[3]}L" "${code[7]}L" "${code[11]}L" "010190-999WL"
run batch --at 2026-01-05T02:30                     # both bases
run load data/drop/area/download --into recipients/area.db
run load data/drop-of-lists/list/download --into recipients/list.db
run register simulate --weeks 20 --seed 1
upload 38951_20260518.HTT "${code[3]}P" "${code[15]}L"
run batch --at 2026-05-25T02:30                     # receipts of the bases, changes 1, unanswered
run register simulate --weeks 20 --seed 2
mv data/drop data/drop-away
echo "unreachable" > data/drop
run batch --at 2026-10-12T02:30 || echo "exit code $?, as it must be"   # changes 2: list's published, area's waits in the outbox
rm data/drop
mv data/drop-away data/drop
run status --at 2026-10-12T06:00 || true
run deliveries list
run audit verify

find data -name '*.lock' -delete
rm -r data/logs
for database in $(find data recipients -name '*.db'); do
    sqlite3 "$database" 'PRAGMA wal_checkpoint(TRUNCATE); VACUUM;'
done
find . -type f | sort
rm -f "$zip"
python3 - "$zip" <<'PY'
import os, sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target:
    for folder, _, files in sorted(os.walk(".")):
        for name in sorted(files):
            target.write(os.path.relpath(os.path.join(folder, name), "."))
PY
ls -l "$zip"
