<#
.SYNOPSIS
Runs one nightly batch of Muutostieto: everything that is due is composed and published.

.DESCRIPTION
A thin wrapper for Task Scheduler and for people at a PowerShell prompt. It starts the published program when that stands beside
this script or in bin, and otherwise builds and runs the source with "dotnet run". The program's exit code is passed on:
0 done or nothing due, 1 error, 2 usage or configuration, 3 some permits failed, 5 try again later, 6 overdue deliveries,
12 integrity failure.

Works in Windows PowerShell 5.1 and in PowerShell 7, on Windows and Linux.

.PARAMETER Config
The folder of the configuration. Default: config beside this script.

.PARAMETER Data
The folder of register, ledger, outbox and the default drop. Default: data beside this script.

.PARAMETER At
Runs as if it were this time, e.g. 2026-01-05T02:30. Refused for a register that is marked as production.

.PARAMETER Retry
For so many minutes, tries again to publish what a drop does not take for a passing reason. Default: not at all.

.PARAMETER Json
Writes the result as JSON.

.EXAMPLE
.\run-batch.ps1

.EXAMPLE
.\run-batch.ps1 -Config D:\muutostieto\config -Data D:\muutostieto\data -Verbose
#>
[CmdletBinding()]
param(
    [string] $Config,
    [string] $Data,
    [string] $At,

    [ValidateRange(0, 1440)]
    [int] $Retry = 0,

    [switch] $Json
)

# The program tells its outcome by its exit code; PowerShell shall not turn that into an error of its own.
$PSNativeCommandUseErrorActionPreference = $false

# Not as defaults of the parameters, where Windows PowerShell does not always know $PSScriptRoot yet.
if (-not $Config) { $Config = [IO.Path]::Combine($PSScriptRoot, 'config') }
if (-not $Data) { $Data = [IO.Path]::Combine($PSScriptRoot, 'data') }

$arguments = @('batch', '--config', $Config, '--data', $Data)
if ($At) { $arguments += @('--at', $At) }
if ($Retry -gt 0) { $arguments += @('--retry', "$Retry") }
if ($Json) { $arguments += '--json' }
if ($PSBoundParameters['Verbose']) { $arguments += '--verbose' }

$program = $null
foreach ($candidate in @('muutostieto.exe', 'muutostieto', 'bin/muutostieto.exe', 'bin/muutostieto')) {
    $path = [IO.Path]::Combine($PSScriptRoot, $candidate)
    if ([IO.File]::Exists($path)) {
        $program = $path
        break
    }
}

if ($program) {
    & $program @arguments
}
elseif (Get-Command -Name 'dotnet' -ErrorAction SilentlyContinue) {
    $project = [IO.Path]::Combine($PSScriptRoot, 'src', 'Muutostieto.Cli')
    & dotnet run -c Release --project $project -- @arguments
}
else {
    [Console]::Error.WriteLine("run-batch.ps1: found neither the program muutostieto beside this script nor dotnet. Publish the program here or install the .NET SDK.")
    exit 1
}

exit $LASTEXITCODE
