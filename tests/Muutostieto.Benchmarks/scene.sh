# A scene for the scripts beside it, which source it: a folder of its own, a real sshd on loopback, the shipped configuration with a drop on that server, and
# what to run and compare with. Cleared away at the end. Needs the Release build, sqlite3, sshd, sftp.
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export PATH=$PATH:/usr/sbin
program=${MUUTOSTIETO_PROGRAM:-src/Muutostieto.Cli/bin/Release/net10.0/muutostieto.dll}
work=$(mktemp -d)
trap 'stop_sshd; rm -rf "$work"' EXIT

run() { dotnet $program "$@" --config "$work/config" --data "$work/data"; }

start_sshd() {
    if [ "$(id -u)" = 0 ]; then mkdir -p /run/sshd; fi
    "$(command -v sshd)" -f "$work/sshd_config"
}

descendants() { local child; for child in $(pgrep -P "$1" || true); do echo "$child"; descendants "$child"; done; }

# The server and every session, in the middle of whatever they do.
stop_sshd() {
    if [ -s "$work/sshd.pid" ]; then
        kill -9 $(descendants "$(cat "$work/sshd.pid")") "$(cat "$work/sshd.pid")" 2> /dev/null || true
        rm -f "$work/sshd.pid"
    fi
}

# Who may have what: id, product, right of 37 §, weeks between deliveries, customer number, area, formats (both when left out).
permit() {
    mkdir -p "$work/drop/$1/download" "$work/drop/$1/upload"
    cat > "$work/config/permits/$1.json" <<JSON
{ "id": "$1", "recipient": "$1", "validFrom": "2025-01-01", "validTo": null, "customerNumber": "$5", "registerName": "YEAR", "area": $6,
  "product": "$2", "nonDisclosureRight": $3, "rhythm": { "rule": "FREQ=WEEKLY;INTERVAL=$4;BYDAY=MO", "time": "02:30", "from": "2026-01-05" }, "formats": ${7:-[\"fixed\", \"csv\"]}, "drop": "default" }
JSON
}

# A recipient's database: the groups of every resident, or of whom a condition on persons names, in one order.
dump() {
    local table columns who=${2:-p.id IN (SELECT person_id FROM residents)}
    for table in $(sqlite3 "$1" "SELECT m.name FROM sqlite_master m WHERE m.type = 'table' AND EXISTS (SELECT 1 FROM pragma_table_info(m.name) WHERE name = 'person_id') AND m.name NOT IN ('former_codes', 'lost_codes') ORDER BY 1"); do
        columns=$(sqlite3 "$1" "SELECT group_concat('coalesce(t.\"' || name || '\", '''')', ' || ''|'' || ') FROM pragma_table_info('$table') WHERE name NOT IN ('person_id', 'place', 'parent_place')")
        sqlite3 "$1" "SELECT '$table', p.hetu || '|' || $columns FROM \"$table\" t JOIN persons p ON p.id = t.person_id WHERE $who ORDER BY 2"
    done
}

mkdir -p "$work/config/permits" "$work/drop"
ssh-keygen -q -t ed25519 -N '' -f "$work/host"
ssh-keygen -q -t ed25519 -N '' -f "$work/key"
cp "$work/key.pub" "$work/authorized"
port=$((20000 + RANDOM % 12000))
printf '%s\n' "Port $port" "ListenAddress 127.0.0.1" "HostKey $work/host" "PidFile $work/sshd.pid" "AuthorizedKeysFile $work/authorized" \
    "StrictModes no" "UsePAM no" "Subsystem sftp internal-sftp" > "$work/sshd_config"
echo "[127.0.0.1]:$port $(cut -d' ' -f1,2 "$work/host.pub")" > "$work/known_hosts"
start_sshd
cp -r config/products config/reference config/schemas config/groups.json "$work/config/"
cat > "$work/config/appsettings.json" <<JSON
{ "Environment": "demo", "Register": { "path": "register.db" }, "Ledger": { "path": "ledger.db" }, "Outbox": "outbox",
  "Drops": { "default": { "type": "sftp", "host": "127.0.0.1", "port": $port, "user": "$(id -un)", "privateKeyFile": "$work/key",
                          "knownHostsFile": "$work/known_hosts", "remotePath": "$work/drop" } } }
JSON
