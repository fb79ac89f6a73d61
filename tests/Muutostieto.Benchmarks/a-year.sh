#!/usr/bin/env bash
# A year of a county's life: a base, 52 weeks of simulated events, weekly and biweekly permits of three products delivered over a real sshd, loaded by a
# recipient's `load`, and at the end compared, table by table, with a fresh base. Prints times and how many lines each event made. Exits 1 on any difference.
#
#   bash tests/Muutostieto.Benchmarks/a-year.sh [COUNTY] [WEEKS] [SEED]      default: 20 52 1
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export PATH=$PATH:/usr/sbin
county=${1:-20} weeks=${2:-52} seed=${3:-1}
work=$(mktemp -d)
trap 'kill "$(cat "$work/sshd.pid" 2> /dev/null)" 2> /dev/null || true; rm -rf "$work"' EXIT
run() { dotnet src/Muutostieto.Cli/bin/Release/net10.0/muutostieto.dll "$@" --config "$work/config" --data "$work/data"; }
# Nobody fetches what is delivered until the end: 6 (overdue) is as it should be.
night() { run batch "$@" || [ $? = 6 ]; }

mkdir -p "$work/config/permits" "$work/drop"
ssh-keygen -q -t ed25519 -N '' -f "$work/host"
ssh-keygen -q -t ed25519 -N '' -f "$work/key"
cp "$work/key.pub" "$work/authorized"
port=$((20000 + RANDOM % 20000))
printf '%s\n' "Port $port" "ListenAddress 127.0.0.1" "HostKey $work/host" "PidFile $work/sshd.pid" "AuthorizedKeysFile $work/authorized" \
    "StrictModes no" "UsePAM no" "Subsystem sftp internal-sftp" > "$work/sshd_config"
if [ "$(id -u)" = 0 ]; then mkdir -p /run/sshd; fi
"$(command -v sshd)" -f "$work/sshd_config"
echo "[127.0.0.1]:$port $(cut -d' ' -f1,2 "$work/host.pub")" > "$work/known_hosts"
cp -r config/products config/reference config/schemas config/groups.json "$work/config/"
cat > "$work/config/appsettings.json" <<JSON
{ "Environment": "demo", "Register": { "path": "register.db" }, "Ledger": { "path": "ledger.db" }, "Outbox": "outbox",
  "Drops": { "default": { "type": "sftp", "host": "127.0.0.1", "port": $port, "user": "$(id -un)", "privateKeyFile": "$work/key",
                          "knownHostsFile": "$work/known_hosts", "remotePath": "$work/drop" } } }
JSON
permit() { # id product right interval number
    mkdir -p "$work/drop/$1/download" "$work/drop/$1/upload"
    cat > "$work/config/permits/$1.json" <<JSON
{ "id": "$1", "recipient": "$1", "validFrom": "2025-01-01", "validTo": null, "customerNumber": "$5", "registerName": "YEAR", "area": { "county": "$county" },
  "product": "$2", "nonDisclosureRight": $3, "rhythm": { "rule": "FREQ=WEEKLY;INTERVAL=$4;BYDAY=MO", "time": "02:30", "from": "2026-01-05" }, "formats": ["fixed", "csv"], "drop": "default" }
JSON
}
permit laajat-weekly laajat false 1 1
permit k2000-biweekly k2000 true 2 2
permit perustaso-weekly perustaso true 1 3

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

dump() { # database: every resident's groups, in one order
    for table in $(sqlite3 "$1" "SELECT m.name FROM sqlite_master m WHERE m.type = 'table' AND EXISTS (SELECT 1 FROM pragma_table_info(m.name) WHERE name = 'person_id') AND m.name <> 'former_codes' ORDER BY 1"); do
        columns=$(sqlite3 "$1" "SELECT group_concat('coalesce(t.\"' || name || '\", '''')', ' || ''|'' || ') FROM pragma_table_info('$table') WHERE name NOT IN ('person_id', 'place', 'parent_place')")
        sqlite3 "$1" "SELECT '$table', p.hetu || '|' || $columns FROM \"$table\" t JOIN residents r ON r.person_id = t.person_id JOIN persons p ON p.id = t.person_id ORDER BY 2"
    done
}
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
