#!/usr/bin/env bash
# What an append to the audit chain costs after 10 entries and after a million, in one run: milliseconds of one answer of the interface
# and of one delivery, and answers a second of 64 callers at once; then the time of a verification, and of an append that has to look where
# the chain ends. Durable: the folder must be on a disk (TMPDIR).
#
#   bash tests/Muutostieto.Benchmarks/audit-append.sh [ENTRIES]      default: 1000000
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
MUUTOSTIETO_ENTRIES=${1:-1000000} dotnet test tests/Muutostieto.Audit.Tests/bin/Release/net10.0/Muutostieto.Audit.Tests.dll \
    --filter "FullyQualifiedName~AppendBenchmark" --logger "console;verbosity=detailed" | grep -E "^ *(at|verify|an append)|Failed"
