#!/usr/bin/env bash
# The bridge with a county's register and a year, over HTTP on loopback: register A is served as the JSON interface, register B is fed from it. Seconds,
# processor time, calls and peak memory of the first load, of catching up WEEKS at once beside the same entries through "register import" into a copy of B,
# three times each, and of the rest of the year week by week. Then B is compared with its source, and a base of B with one of A.
#
#   bash tests/Muutostieto.Benchmarks/bridge.sh [COUNTY] [WEEKS]      default: 20 (Kainuu), 28 weeks at once: about 13,000 entries
#
# Needs the Release build, curl, python3 and GNU time. Exits with 1 when catching up takes twice the processor time of the import or more.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/scene.sh"
county=${1:-20} weeks=${2:-28} at=$((33000 + RANDOM % 9000)) later=2027-01-04T03:00
permit year laajat true 1 38950 "{ \"county\": \"$county\" }" '["fixed"]'

# A delivers with one configuration and serves with another, which has nothing to deliver; B has a permit of the same content, and its feed.
cp config/tietoryhmat.json "$work/config/"
cp -r "$work/config" "$work/served"; cp -r "$work/config" "$work/fed"
rm "$work/served/permits/year.json"
sed "s/\"county\": \"20\"/\"county\": \"$county\"/" config/permits/mutpt1.json > "$work/served/permits/mutpt1.json"
python3 - "$work" "$at" "$county" <<'PY'
import json, sys
work, port, county = sys.argv[1], int(sys.argv[2]), sys.argv[3]
codes = [each["code"] for each in json.load(open("config/reference/municipalities.json"))["municipalities"] if each["county"] == county]
def add(folder, section, value):
    path = f"{work}/{folder}/appsettings.json"
    settings = json.load(open(path))
    settings[section] = value
    json.dump(settings, open(path, "w"))
add("served", "Interface", { "address": "127.0.0.1", "port": port, "quota": { "calls": 1000000, "seconds": 1 } })
add("fed", "Feed", { "type": "interface", "url": f"http://127.0.0.1:{port}/api/v1", "user": "mutpT1", "passwordVariable": "FEED_PASSWORD",
    "xRoadClient": "FI/TEST/1/bridge", "municipalities": codes })
PY
export FEED_PASSWORD=pwd
b() { dotnet $program "$@" --config "$work/fed" --data "$work/b"; }
key() { grep -o '"journalKey": *[0-9]*' | grep -o '[0-9]*$'; }

# A command of B: what it takes, and the processor time of the other side while it runs. Into cpu: its own processor time.
ticks() { awk '{ print $14 + $15 }' "/proc/$service/stat"; }
timed() {
    local name=$1 data=$2 begin status=0; shift 2
    begin=$(ticks)
    /usr/bin/time -f '%e %U %S %M' -o "$work/time" dotnet $program "$@" --config "$work/fed" --data "$data" > "$work/said" 2>&1 || status=$?
    if [ $status != 0 ]; then cat "$work/said"; return $status; fi
    read -r seconds user system memory < <(tail -n 1 "$work/time")
    cpu=$(echo "$user + $system" | bc -l)
    printf '%-34s %7.1f s, processor %6.1f s, of the source %6.1f s, %4d MB; %s\n' "$name" "$seconds" "$cpu" \
        "$(echo "($(ticks) - $begin) / $(getconf CLK_TCK)" | bc -l)" "$((memory / 1024))" "$(tail -n 1 "$work/said" | cut -c 1-160)"
}

run register create --county "$county" > /dev/null 2>&1
first=$(run register status --json | key)
run deliver base year > /dev/null 2>&1
dotnet $program serve --config "$work/served" --data "$work/data" > "$work/out" 2>&1 &
service=$!
trap 'kill $service 2> /dev/null || true; wait $service || true; stop_sshd; rm -rf "$work"' EXIT
for wait in $(seq 120); do
    if curl -s -f -u mutpT1:pwd -H "X-Road-Client: FI/TEST/1/bridge" -o /dev/null "http://127.0.0.1:$at/api/v1/kirjausavain/2026-01-01"; then break; fi
    kill -0 "$service"; sleep 1
done
timed "first load" "$work/b" feed load

# Some months at once, through both ways, from the same register.
for week in $(seq "$weeks"); do
    run register simulate --weeks 1 --seed "$week" > /dev/null 2>&1
    run deliver changes year --clock-ok > /dev/null 2>&1
done
files=("$work"/drop/year/download/*.MTT)
echo "$(($(run register status --json | key) - first)) entries in $weeks weeks, $(cat "${files[@]}" | wc -l) lines of changes"
cp -r "$work/b" "$work/before"
for turn in 1 2 3; do
    rm -rf "$work/copy"; cp -r "$work/before" "$work/copy"
    timed "register import, turn $turn" "$work/copy" register import "${files[@]}" --clock-ok
    echo "$cpu $seconds" >> "$work/imports"
    rm -rf "$work/b"; cp -r "$work/before" "$work/b"
    timed "feed run, turn $turn" "$work/b" feed run
    echo "$cpu $seconds" >> "$work/feeds"
done

# The rest of the year, week by week.
cat /dev/null > "$work/each"
for week in $(seq $((weeks + 1)) 52); do
    run register simulate --weeks 1 --seed "$week" > /dev/null 2>&1
    # With it comes what the source's nightly job enters.
    run deliver changes year --clock-ok > /dev/null 2>&1
    timed "feed run, week $week" "$work/b" feed run >> "$work/each"
    echo "$cpu $seconds $memory" >> "$work/weekly"
done
[ ! -s "$work/each" ] || tail -n 1 "$work/each"
timed "feed verify, all persons" "$work/b" feed verify || true

# The same permit from both: what differs, by field of the header and by group of records.
rm -f "$work"/drop/year/download/*
run deliver base year --at $later --clock-ok > /dev/null 2>&1
mkdir -p "$work/of-a"; mv "$work"/drop/year/download/*.PTT "$work/of-a/"
rm -f "$work"/drop/year/download/*
b deliver base year --at $later --clock-ok > /dev/null 2>&1
mkdir -p "$work/of-b"; mv "$work"/drop/year/download/*.PTT "$work/of-b/"
cat "$work"/of-a/*.PTT | LC_ALL=C sort > "$work/a.txt"; cat "$work"/of-b/*.PTT | LC_ALL=C sort > "$work/b.txt"
echo "a base of A: $(wc -l < "$work/a.txt") lines; of B: $(wc -l < "$work/b.txt"); the same in both: $(LC_ALL=C comm -12 "$work/a.txt" "$work/b.txt" | wc -l)"
if [ -n "${KEEP:-}" ]; then rm -rf "$KEEP"; cp -r "$work" "$KEEP"; fi
python3 - "$work" <<'PY'
import statistics, sys
work = sys.argv[1]
of = lambda name, at: statistics.median(float(line.split()[at]) for line in open(f"{work}/{name}"))
try:
    rows = [line.split() for line in open(f"{work}/weekly")]
    print(f"week by week: {len(rows)} runs, each {of('weekly', 1):.1f} s, processor {of('weekly', 0):.1f} s, at most {max(int(row[2]) for row in rows) // 1024} MB")
except FileNotFoundError:
    pass
ratio = of("feeds", 0) / of("imports", 0)
print(f"catching up: processor {of('feeds', 0):.1f} s, import {of('imports', 0):.1f} s: ratio {ratio:.2f}; time {of('feeds', 1):.1f} s, import {of('imports', 1):.1f} s: ratio {of('feeds', 1) / of('imports', 1):.2f}")
sys.exit(ratio >= 2)
PY
