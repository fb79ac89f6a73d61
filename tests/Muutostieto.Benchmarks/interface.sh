#!/usr/bin/env bash
# What the JSON interface does under load, with a county's register and 52 weeks of changes: persons a second of perustiedot (1,000 codes a call) and of
# muutokset (one year behind, by area), beside the same answers written from memory to a socket and the same documents stepped out of SQLite; how long a
# client one year behind takes to catch up; and the service's peak memory with 32 clients at once.
#
#   bash tests/Muutostieto.Benchmarks/interface.sh [COUNTY] [SECONDS]      default: 20 (Kainuu), 10 seconds a measurement
#
# Needs the Release build, wrk, curl, python3 and sqlite3.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/scene.sh"
county=${1:-20} seconds=${2:-10}
user=mutpT1 password=pwd at=$((33000 + RANDOM % 9000)) memory_port=$((43000 + RANDOM % 9000))
cp config/tietoryhmat.json "$work/config/"
sed "s/\"county\": \"20\"/\"county\": \"$county\"/" config/permits/mutpt1.json > "$work/config/permits/mutpt1.json"
python3 - "$work/config/appsettings.json" "$at" <<'PY'
import json, sys
path, port = sys.argv[1], int(sys.argv[2])
settings = json.load(open(path))
settings["Interface"] = { "address": "127.0.0.1", "port": port, "quota": { "calls": 1000000, "seconds": 1 } }
json.dump(settings, open(path, "w"))
PY
run register create --county "$county" > /dev/null 2>&1
before=$(run register status --json | grep -o '"journalKey": *[0-9]*' | grep -o '[0-9]*$')
run register simulate --weeks 52 > /dev/null 2>&1
sqlite3 "$work/data/register.db" "SELECT code FROM version WHERE to_key IS NULL AND alive = 1 AND merged_into IS NULL ORDER BY id LIMIT 32000" > "$work/codes"

dotnet $program serve --config "$work/config" --data "$work/data" > "$work/out" 2>&1 &
service=$!
memory_server=
trap 'kill $service $memory_server 2> /dev/null || true; wait $service || true; stop_sshd; rm -rf "$work"' EXIT
url=http://127.0.0.1:$at/api/v1
auth=(-s -u "$user:$password" -H "X-Road-Client: FI/TEST/1/bench")
for wait in $(seq 120); do if curl "${auth[@]}" -o /dev/null "$url/kirjausavain/2026-01-01"; then break; fi; kill -0 "$service"; sleep 1; done

# The bodies: 32 lists of 1,000 codes; and the pages of a year, each asked by the key that the one before gave.
python3 - "$work" "$url" "$user:$password" "$before" <<'PY'
import base64, json, sys, time, urllib.request
work, url, login, key = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
codes = open(work + "/codes").read().split()
def ask(call, body):
    request = urllib.request.Request(url + "/" + call, json.dumps(body).encode(), {
        "Authorization": "Basic " + base64.b64encode(login.encode()).decode(), "X-Road-Client": "FI/TEST/1/bench", "Content-Type": "application/json" })
    return urllib.request.urlopen(request, timeout=60).read()
def script(name, bodies):
    with open(f"{work}/{name}.lua", "w") as out:
        out.write("local bodies = {\n" + ",\n".join(f"[==[{json.dumps(body)}]==]" for body in bodies) + "\n}\nlocal at = 0\n")
        out.write('wrk.method = "POST"\nwrk.headers["Content-Type"] = "application/json"\nwrk.headers["X-Road-Client"] = "FI/TEST/1/bench"\n')
        out.write(f'wrk.headers["Authorization"] = "Basic {base64.b64encode(login.encode()).decode()}"\n')
        out.write("request = function() at = at % #bodies + 1; return wrk.format(nil, nil, nil, bodies[at]) end\n")
lists = [{ "hetulista": codes[at:at + 1000] } for at in range(0, len(codes), 1000)]
answers = [ask("perustiedot", body) for body in lists]
found = [answer.count(b'{"henkilotunnus":"') and len(json.loads(answer)["perustiedot"]) for answer in answers]
script("perustiedot", lists)
open(work + "/answer", "wb").write(max(answers, key=len))
pages, begin, elements, size = [], time.time(), 0, 0
while True:
    body = { "viimeisinKirjausavain": key }
    answer = ask("muutokset", body)
    page = json.loads(answer)
    pages.append(body); elements += len(page["muutokset"]); size += len(answer); key = page["viimeisinKirjausavain"]
    if page["ajanTasalla"]: break
print(f"one year behind: {len(pages)} pages, {elements:,} elements, {size / 1e6:.1f} MB, {time.time() - begin:.1f} s by one client")
script("muutokset", pages)
json.dump({ "perustiedot": sum(found) / len(found), "muutokset": elements / len(pages), "bytes": sum(map(len, answers)) / len(answers), "whole": len(max(answers, key=len)) },
    open(work + "/counts", "w"))
PY
count() { python3 -c "import json; print(json.load(open('$work/counts'))['$1'])"; }

# The largest of the answers, from memory to a socket.
python3 - "$work/answer" "$memory_port" <<'PY' &
import socket, sys, threading
body = open(sys.argv[1], "rb").read()
answer = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body
def serve(client):
    try:
        rest = b""
        while True:
            while b"\r\n\r\n" not in rest:
                got = client.recv(65536)
                if not got: return
                rest += got
            rest = rest.split(b"\r\n\r\n", 1)[1]
            client.sendall(answer)
    except OSError: pass
server = socket.create_server(("127.0.0.1", int(sys.argv[2])), backlog=64)
while True: threading.Thread(target=serve, args=(server.accept()[0],), daemon=True).start()
PY
memory_server=$!
sleep 1

ticks() { awk '{ print $14 + $15 }' "/proc/$1/stat"; }

# Persons a second, and the processor time of the process that answers for each, which depends little on what else the machine does.
measure() {
    local process=$1 name=$2 persons=$3 begin requests rate; shift 3
    begin=$(ticks "$process")
    wrk -t 2 -c 8 -d "${seconds}s" --timeout 60s "$@" > "$work/wrk"
    requests=$(grep -o '[0-9]* requests in' "$work/wrk" | grep -o '^[0-9]*')
    rate=$(grep -o 'Requests/sec: *[0-9.]*' "$work/wrk" | grep -o '[0-9.]*$')
    printf '%-44s %12.0f persons/s %8.1f microseconds of processor each\n' "$name" "$(echo "$rate * $persons" | bc -l)" \
        "$(echo "($(ticks "$process") - $begin) * 1000000 / $(getconf CLK_TCK) / ($requests * $persons)" | bc -l)"
}
for turn in 1 2 3; do
    measure "$service" "perustiedot, 1,000 codes" "$(count perustiedot)" -s "$work/perustiedot.lua" "$url/perustiedot"
    measure "$memory_server" "the same bytes from memory to a socket" "$(echo "$(count perustiedot) * $(count whole) / $(count bytes)" | bc -l)" "http://127.0.0.1:$memory_port/"
    measure "$service" "muutokset" "$(count muutokset)" -s "$work/muutokset.lua" "$url/muutokset"
done

# Documents alone, each person by the code, in one statement and one transaction: what is between them and an answer is ours.
TIMEFORMAT='%R %U %S'
{ time sqlite3 "$work/data/register.db" "CREATE TEMP TABLE c(code TEXT PRIMARY KEY)" ".import $work/codes c" \
    "SELECT count(*), sum(length(v.document)) FROM c JOIN version v ON v.code = c.code WHERE v.to_key IS NULL" > "$work/stepped"; } 2> "$work/took"
read -r elapsed in_program in_kernel < "$work/took"
stepped=$(cut -d'|' -f1 "$work/stepped")
printf '%-44s %12.0f persons/s %8.1f microseconds of processor each\n' "documents stepped out of SQLite" "$(echo "$stepped / $elapsed" | bc -l)" \
    "$(echo "($in_program + $in_kernel) * 1000000 / $stepped" | bc -l)"

wrk -t 2 -c 32 -d "${seconds}s" --timeout 60s -s "$work/perustiedot.lua" "$url/perustiedot" > "$work/many"
grep -E 'Non-2xx|Socket errors' "$work/many" || true
printf '%-44s %10d MB peak, %d MB now\n' "resident memory, 32 clients at once" "$(awk '/^VmHWM/ { print int($2 / 1024) }' /proc/$service/status)" "$(awk '/^VmRSS/ { print int($2 / 1024) }' /proc/$service/status)"
