#!/usr/bin/env bash
# Makes the sample deliveries anew: a hundred invented people of Ristijärvi, one base and three change deliveries, with and without the right of 37 §.
# And an extract of twenty of them, drawn at random, in every form of tables; the key of its series is public here, as no real one may be.
# And what a partner orders for a shop of the same people: names and addresses without identity codes.
# They are signed with a key that is made for them and thrown away; allowed_signers beside them has its public half.
# Each permit has an installation of its own with the same people: of deliveries composed side by side, chance decides which comes first in the audit chain.
#
#   bash samples/make.sh [FOLDER]      default: samples/deliveries; needs the Release build, or $MUUTOSTIETO_PROGRAM
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
target=${1:-samples/deliveries}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export MUUTOSTIETO__Signing__path=$work/keys
program=${MUUTOSTIETO_PROGRAM:-src/Muutostieto.Cli/bin/Release/net10.0/muutostieto.dll}
run() { dotnet "$program" "$@" --config "$work/$id/config" --data "$work/$id/data" > /dev/null; }

mkdir -p "$target"
for right in false true; do
    id=$([ $right = true ] && echo with-right || echo without-right)
    mkdir "$work/$id"
    cp -r config "$work/$id/config"
    rm "$work/$id"/config/permits/*
    cat > "$work/$id/config/permits/$id.json" <<JSON
{ "id": "$id", "recipient": "$id", "validFrom": "2026-01-01", "validTo": null, "customerNumber": "38950", "registerName": "$([ $right = true ] && echo OIKEUS || echo ILMAN)",
  "area": { "municipalities": ["697"] }, "product": "laajat", "nonDisclosureRight": $right,
  "rhythm": { "rule": "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "time": "02:30", "from": "2026-01-05" }, "formats": ["fixed", "csv"], "drop": "default", "overdueAfter": 365 }
JSON
    run register create --municipality 697 --persons 100 --seed 19 2> /dev/null
    run batch --at 2026-01-05T02:30
    for changes in 1 2 3; do
        run register simulate --weeks 12 --seed "$changes" 2> /dev/null
        run batch --at "$(date -d "2026-01-05 + $((changes * 84)) days" +%F)T02:30" 2> /dev/null
    done
    rm -rf "${target:?}/$id"
    cp -r "$work/$id/data/drop/$id/download" "$target/$id"
done

id=extract
mkdir -p "$work/$id/data/series"
cp -r config "$work/$id/config"
rm "$work/$id"/config/permits/*
mkdir -p "$work/$id/config/orders"
cp samples/permits/tutkimus-otokset.json "$work/$id/config/permits"
cp samples/orders/aikuisotos.json "$work/$id/config/orders"
printf 'only for the samples, 32 bytes..' | base64 > "$work/$id/data/series/nayte.key"
chmod 700 "$work/$id/data/series"
chmod 600 "$work/$id/data/series/nayte.key"
run register create --municipality 697 --persons 100 --seed 19 2> /dev/null
run extract run aikuisotos --at 2026-01-05T09:00
rm -rf "${target:?}/$id"
cp -r "$work/$id/data/drop/ikaantymisen-tutkimus/download" "$target/$id"

id=partner
mkdir -p "$work/$id"
cp -r config "$work/$id/config"
rm "$work/$id"/config/permits/*
mkdir -p "$work/$id/config/orders" "$work/$id/config/partners"
cp samples/partners/osoitekumppani.json "$work/$id/config/partners"
cp samples/permits/kauppa-kohderyhma.json "$work/$id/config/permits"
cp samples/orders/kauppa-kohderyhma.json "$work/$id/config/orders"
run register create --municipality 697 --persons 100 --seed 19 --at 2026-01-05T08:00 2> /dev/null
run extract run kauppa-kohderyhma --at 2026-01-05T09:00
rm -rf "${target:?}/$id"
cp -r "$work/$id/data/drop/osoitekumppani/download" "$target/$id"
cp "$work/keys/allowed_signers" "$target/allowed_signers"
