#!/usr/bin/env bash
# Stops the SFTP drop that start.sh has started. What was delivered stays.
#
#   stop.sh [FOLDER]     default: data beside this script
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=${1:-$here/data}
if [ ! -f "$folder/sshd.pid" ]; then
    echo "stop.sh: nothing runs in $folder." >&2
    exit 0
fi

process=$(cat "$folder/sshd.pid")
kill "$process" 2>/dev/null || true
for _ in $(seq 100); do
    kill -0 "$process" 2>/dev/null || { rm -f "$folder/sshd.pid"; echo "Stopped."; exit 0; }
    sleep 0.1
done
echo "stop.sh: process $process does not end." >&2
exit 1
