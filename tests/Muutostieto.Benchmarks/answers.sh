#!/usr/bin/env bash
# How fast the commands answer that only look: seconds of the whole command, the best and the middle one of some runs, and the
# processor's. The register has a base and a change delivery behind it.
#
#   bash tests/Muutostieto.Benchmarks/answers.sh [COUNTY] [RUNS]      default: 20 7
#
# PUBLISHED=FILE measures a published program in place of the Release build.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/scene.sh"
county=${1:-20} runs=${2:-7}
permit looked laajat false 1 1 "{ \"county\": \"$county\" }"
run register create --county "$county" > /dev/null 2>&1
run batch --at 2026-01-05T03:00 > /dev/null 2>&1
run register simulate --weeks 1 > /dev/null 2>&1
run batch --at 2026-01-12T03:00 > /dev/null 2>&1 || [ $? = 6 ]

printf '%-20s %8s %8s %12s %8s\n' command 'best s' 'middle s' 'processor s' 'peak MB'
look() { # how it may end beside 0, what to ask
    local allowed=$1 turn code name; shift; name="$*"
    for turn in $(seq "$runs"); do
        code=0
        /usr/bin/time -q -f '%e %U %S %M' -o "$work/time" ${PUBLISHED:-dotnet $program} "$@" --config "$work/config" --data "$work/data" > "$work/out" 2>&1 || code=$?
        case " 0 $allowed " in *" $code "*) ;; *) echo "$name: exit code $code" >&2; cat "$work/out" >&2; exit 1 ;; esac
        cat "$work/time"
    done | sort -n > "$work/times"
    awk -v name="${name%% --at *}" -v middle="$(((runs + 1) / 2))" 'NR == 1 { best = $1; cpu = $2 + $3 } NR == middle { mid = $1 } { if ($2 + $3 < cpu) cpu = $2 + $3; if ($4 > peak) peak = $4 }
        END { printf "%-20s %8.2f %8.2f %12.2f %8d\n", name, best, mid, cpu, peak / 1024 }' "$work/times"
}

look 6 status --at 2026-01-13T09:00
look '' deliveries list
look '' deliveries show 1
look '' permits list
look '' permits check
look '' config check
look '' register status
look '' invoice looked
look '' audit verify
