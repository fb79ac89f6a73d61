#!/usr/bin/env bash
# Builds everything and runs all tests, after installing the programs that take part and are missing.
# The last line is "N passed, M failed" (", K skipped" when there are any); the exit code is 0 when nothing failed.
#
#   bash tests/run.sh          all tests
#   bash tests/run.sh --fast   without tests/Muutostieto.Integration.Tests
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

fast=false
for argument in "$@"; do
    case $argument in
        --fast) fast=true ;;
        *) echo "usage: bash tests/run.sh [--fast]" >&2; exit 2 ;;
    esac
done

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
export PATH=$PATH:/usr/sbin:/usr/local/sbin
# The runtime maps each page of compiled code twice, to write and to run it: a guard for servers that costs a program's start and its
# compiling a fifth of their processor's time.
export DOTNET_EnableWriteXorExecute=0

results=$(mktemp -d)
# Some tests start the program as another user.
chmod 755 "$results"
memory=
trap 'rm -rf "$results" $memory' EXIT

# Thousands of small registers are made, flushed and removed: in memory, where there is plenty of it, the disk is not waited for.
if [ -z "${TMPDIR:-}" ] && [ -w /dev/shm ] && ! grep -q ' /dev/shm .*noexec' /proc/mounts \
    && [ "$(df -k --output=avail /dev/shm | tail -n 1)" -ge $((8 << 20)) ] && [ "$(awk '/^MemAvailable/ { print $2 }' /proc/meminfo)" -ge $((14 << 20)) ]; then
    memory=$(mktemp -d /dev/shm/muutostieto-XXXXXX)
    chmod 1777 "$memory"
    export TMPDIR=$memory
fi
passed=0 failed=0 skipped=0

finish() {
    local line="$passed passed, $failed failed"
    if [ "$skipped" -gt 0 ]; then line="$line, $skipped skipped"; fi
    echo "$line"
    if [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]; then exit 0; else exit 1; fi
}

# Program and the Debian package that brings it.
install_programs() {
    local needs=()
    if [ "$fast" = false ]; then
        needs=(sshd:openssh-server sftp:openssh-client ssh-keygen:openssh-client lftp:lftp rclone:rclone node:nodejs npm:npm psql:postgresql-client chromium:chromium systemd-analyze:systemd)
    fi
    local missing=() need
    for need in "${needs[@]}"; do
        command -v "${need%%:*}" > /dev/null || missing+=("${need##*:}")
    done

    # The stores' own tests run on PostgreSQL too. Debian keeps the server's programs off everybody's path.
    compgen -G '/usr/lib/postgresql/*/bin/initdb' > /dev/null || missing+=(postgresql)

    # Debian's own interpreter, as the first on the path may be another one, which Debian's pandas does not reach.
    [ "$fast" = true ] || /usr/bin/python3 -c 'import pandas' 2> /dev/null || missing+=(python3-pandas)

    if [ ${#missing[@]} -gt 0 ]; then
        mapfile -t missing < <(printf '%s\n' "${missing[@]}" | sort -u)
        if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
            echo "Installing ${missing[*]}"
            { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } > "$results/apt.log" 2>&1 \
                || { tail -n 20 "$results/apt.log" >&2; echo "run.sh: could not install ${missing[*]}; the tests that need them will fail." >&2; }
        else
            echo "run.sh: missing ${missing[*]}; install them, the tests that need them will fail." >&2
        fi
    fi

    if [ "$(id -u)" = 0 ]; then mkdir -p /run/sshd; fi
}

# What a folder's package.json asks for: the grammar with which run-batch.ps1 is parsed, DuckDB, Frictionless' reader and Power Query's parser for the recipes, what drives Chromium.
install_packages() {
    local folder=$1 stamp=$1/node_modules/.installed command=(ci)
    # DuckDB names its builds for other systems as optional; a lock file that lists those a registry may lack cannot be installed from. Versions are exact instead.
    if [ ! -f "$folder/package-lock.json" ]; then command=(install --no-package-lock); fi
    if ! cmp -s "$folder/package.json" "$stamp"; then
        if (cd "$folder" && npm "${command[@]}" --no-audit --no-fund --loglevel=error); then
            cp "$folder/package.json" "$stamp"
        else
            echo "run.sh: npm could not install what $folder/package.json asks for; the tests that need it will fail." >&2
        fi
    fi
}

# Adds up the counters of one result file. A run that ended badly without a failed test counts as one failure.
add_results() {
    local file=$1 code=$2 counters before=$failed
    if [ -f "$file" ]; then
        counters=$(grep -o '<Counters [^>]*>' "$file" | tail -n 1)
        passed=$((passed + $(counter passed "$counters")))
        failed=$((failed + $(counter failed "$counters") + $(counter error "$counters") + $(counter timeout "$counters") + $(counter aborted "$counters")))
        skipped=$((skipped + $(counter total "$counters") - $(counter executed "$counters")))
    fi
    if [ "$code" -ne 0 ] && [ "$failed" -eq "$before" ]; then failed=$((failed + 1)); fi
}

counter() {
    sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<< "$2" | grep . || echo 0
}

run_tests() {
    local name=$1 code=0
    shift
    # One assembly more at once than there are processors: one that waits leaves its processor to another.
    dotnet test "$@" --results-directory "$results" --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=minimal" \
        -- RunConfiguration.MaxCpuCount=$(($(nproc) + 1)) \
        | grep --line-buffered -v -e '^Results File:' -e '^No test is available' || code=${PIPESTATUS[0]}
    add_results "$results/$name.trx" "$code"
}

# Installing waits for the network most of the time, and the build for the processors: each beside the other.
{
    install_programs
    if [ "$fast" = false ]; then install_packages tests/powershell; install_packages tests/recipes; install_packages tests/browser; fi
} &
installing=$!

if ! dotnet build Muutostieto.sln -c Release -v q; then
    echo "run.sh: the build failed." >&2
    failed=1
    finish
fi

# The longest first, so that none of them runs on alone.
fast_assemblies=()
for project in tests/Muutostieto.{Deliveries,Cli}.Tests tests/*.Tests; do
    name=$(basename "$project")
    assembly=$project/bin/Release/net10.0/$name.dll
    if [ "$name" != Muutostieto.Integration.Tests ] && [[ " ${fast_assemblies[*]} " != *" $assembly "* ]]; then
        fast_assemblies+=("$assembly")
    fi
done

# The integration tests start the program hundreds of times: compiled beforehand it starts a third faster. Without it they take the one beside them.
if [ "$fast" = false ] && [ -z "${MUUTOSTIETO_PROGRAM:-}" ]; then
    # By its name: "--use-current-runtime" reaches the libraries too and compiles them all once more.
    runtime=$(dotnet msbuild src/Muutostieto.Cli -getProperty:NETCoreSdkPortableRuntimeIdentifier)
    if dotnet publish src/Muutostieto.Cli -c Release -r "$runtime" --no-self-contained -p:PublishReadyToRun=true -o "$results/program" -v q > "$results/publish.log" 2>&1; then
        export MUUTOSTIETO_PROGRAM=$results/program/muutostieto.dll
    else
        tail -n 5 "$results/publish.log" >&2
    fi
fi

wait "$installing"

# The integration tests wait for servers and processes most of the time: the others run beside them.
if [ "$fast" = false ]; then
    run_tests all tests/Muutostieto.Integration.Tests/bin/Release/net10.0/Muutostieto.Integration.Tests.dll "${fast_assemblies[@]}"
else
    run_tests fast "${fast_assemblies[@]}"
fi
finish
