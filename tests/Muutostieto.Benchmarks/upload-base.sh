#!/usr/bin/env bash
# Hands a base delivery over again, several times, and in turns puts the same files to the same server with OpenSSH's sftp. Prints seconds and their ratio;
# the program's include its start, the ledger, and the hash of every file before it is sent.
#
#   bash tests/Muutostieto.Benchmarks/upload-base.sh [MUNICIPALITY] [TURNS]      default: 091 (Helsinki), 5 turns
#
# Needs the Release build, sshd, sftp and GNU time.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/scene.sh"
permit bench laajat false 1 1 '{ "municipalities": ["'"${1:-091}"'"] }'
run register create --municipality "${1:-091}" > /dev/null
run deliver base bench > /dev/null 2>&1
files=("$work"/data/outbox/bench/*/*)
mkdir -p "$work/drop/plain"
for file in "${files[@]}"; do echo "put -f \"$file\" \"$work/drop/plain/\""; done > "$work/batch.sftp"
timed() { local start; start=$(date +%s.%N); /usr/bin/time -f '%U+%S' -o "$work/cpu" "$@" > /dev/null 2>&1; seconds=$(echo "$(date +%s.%N) - $start" | bc -l); }
for turn in $(seq "${2:-5}"); do
    rm -f "$work"/drop/bench/download/* "$work"/drop/plain/*
    timed dotnet $program deliveries redeliver 1 --config "$work/config" --data "$work/data"
    ours=$seconds cpu=$(cat "$work/cpu")
    timed sftp -q -b "$work/batch.sftp" -B 262000 -R 128 -P "$port" -i "$work/key" -o UserKnownHostsFile="$work/known_hosts" -o IdentitiesOnly=yes "$(id -un)@127.0.0.1"
    printf 'turn %s: redeliver %.2f s (processor %s), sftp put -f %.2f s (%s), ratio %.2f\n' "$turn" "$ours" "$cpu" "$seconds" "$(cat "$work/cpu")" "$(echo "$ours / $seconds" | bc -l)"
done
