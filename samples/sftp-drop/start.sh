#!/usr/bin/env bash
# Starts an SFTP drop on loopback, for trying deliveries over SFTP by hand: an sshd of its own with its own host key and one
# account key, serving SFTP only, as the current user. See README.md.
#
#   start.sh [FOLDER] [PORT] [RECIPIENT...]     defaults: data beside this script, 2222, kainuun-hyvinvointialue
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=${1:-$here/data}
port=${2:-2222}
if [ $# -gt 2 ]; then shift 2; recipients=("$@"); else recipients=(kainuun-hyvinvointialue); fi

sshd=$(PATH=$PATH:/usr/sbin:/usr/local/sbin command -v sshd) || {
    echo "start.sh: sshd is missing. Install it, e.g. apt-get install openssh-server." >&2
    exit 1
}

mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
chmod 700 "$folder"
if [ -f "$folder/sshd.pid" ] && kill -0 "$(cat "$folder/sshd.pid")" 2>/dev/null; then
    echo "start.sh: already running, process $(cat "$folder/sshd.pid"). Stop it with stop.sh." >&2
    exit 1
fi

for key in host_key account_key; do
    [ -f "$folder/$key" ] || ssh-keygen -q -t ed25519 -N '' -C "muutostieto sample $key" -f "$folder/$key"
done
cp "$folder/account_key.pub" "$folder/authorized_keys"
printf '[127.0.0.1]:%s %s\n' "$port" "$(cut -d' ' -f1,2 "$folder/host_key.pub")" > "$folder/known_hosts"
for recipient in "${recipients[@]}"; do
    mkdir -p "$folder/drop/$recipient/download" "$folder/drop/$recipient/upload"
done

cat > "$folder/sshd_config" <<CONFIG
Port $port
ListenAddress 127.0.0.1
HostKey "$folder/host_key"
PidFile "$folder/sshd.pid"
AuthorizedKeysFile "$folder/authorized_keys"
StrictModes no
UsePAM no
AuthenticationMethods publickey
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
PermitTTY no
DisableForwarding yes
Subsystem sftp internal-sftp
ForceCommand internal-sftp -l VERBOSE
CONFIG

cat > "$folder/drop.json" <<JSON
{
  "Drops": {
    "sample-sftp": {
      "type": "sftp",
      "host": "127.0.0.1",
      "port": $port,
      "user": "$(id -un)",
      "privateKeyFile": "$folder/account_key",
      "knownHostsFile": "$folder/known_hosts",
      "remotePath": "$folder/drop"
    }
  }
}
JSON

# The folder that sshd of root locks itself into before it knows who is calling.
if [ "$(id -u)" = 0 ]; then mkdir -p /run/sshd; fi
"$sshd" -f "$folder/sshd_config" -E "$folder/sshd.log"

for _ in $(seq 100); do
    if [ -s "$folder/sshd.pid" ] && (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
        echo "Listening on 127.0.0.1:$port. Put this into config/appsettings.json ($folder/drop.json):"
        cat "$folder/drop.json"
        echo "Fetch with: sftp -P $port -i $folder/account_key -o UserKnownHostsFile=$folder/known_hosts $(id -un)@127.0.0.1:$folder/drop/${recipients[0]}/download/"
        exit 0
    fi
    sleep 0.1
done
echo "start.sh: sshd does not answer on port $port:" >&2
cat "$folder/sshd.log" >&2
exit 1
