#!/usr/bin/env bash
# Starts the service with its self-service on http://127.0.0.1:8652/ and a test login on http://127.0.0.1:8653/, both on this machine only,
# until Ctrl-C. See README.md.
#
#   start.sh [FOLDER]     default: data beside this script
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
folder=${1:-$here/data}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
chmod 700 "$folder"

# A configuration of its own: the shipped one, the demonstration's settings, and permits of a municipality, a researcher and a list.
if [ ! -d "$folder/config" ]; then
    cp -r "$root/config" "$folder/config"
    cp "$here/appsettings.json" "$folder/config/appsettings.json"
    for permit in kunta-poiminnat tutkimus-otokset kainuu-lista; do
        cp "$root/samples/permits/$permit.json" "$folder/config/permits/"
    done
fi
mkdir -p "$folder/data"
chmod 700 "$folder/data"
(umask 077 && echo demo-secret-of-this-machine > "$folder/data/client-secret")

dotnet build "$root/src/Muutostieto.Cli" -c Release -v q -clp:ErrorsOnly
dotnet build "$root/tests/Muutostieto.TestProvider" -c Release -v q -clp:ErrorsOnly
dotnet "$root/tests/Muutostieto.TestProvider/bin/Release/net10.0/Muutostieto.TestProvider.dll" 8653 &
provider=$!
trap 'kill $provider 2> /dev/null' EXIT
dotnet "$root/src/Muutostieto.Cli/bin/Release/net10.0/muutostieto.dll" serve --config "$folder/config" --data "$folder/data"
