using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Hosting;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Hosting;
using Muutostieto.Hosting.Logs;
using Muutostieto.Hosting.Service;
using Muutostieto.Records;
using Muutostieto.SelfService.Store;
using Muutostieto.Server;
using Serilog.Extensions.Logging;

namespace Muutostieto.Cli.Commands;

/// <summary><c>serve</c>: what <c>batch</c> does, woken by the permits' rhythms, for as long as the process lives.</summary>
internal static class ServeCommand
{
    private const int DefaultPollSeconds = 30;

    internal static Command Create(CommandContext context)
    {
        var poll = new Option<int>("--poll")
        {
            Description = "How often the configuration's files are looked at for changes, in seconds",
            HelpName = "SECONDS",
            DefaultValueFactory = _ => DefaultPollSeconds,
        };
        poll.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1
                && (!int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var seconds) || seconds is < 1 or > 3600))
            {
                result.AddError("--poll: expected seconds, 1 to 3600");
            }
        });
        var worksOnly = new Option<bool>("--work-only")
        {
            Description = "Make deliveries only; another worker has the status page, the interface and the self-service",
        };
        var command = new Command("serve", "Make deliveries when they are due, until it is stopped: a service for systemd or Windows")
        {
            poll,
            worksOnly,
        };
        command.SetAction((parsed, cancellation) =>
            RunAsync(context, parsed, TimeSpan.FromSeconds(parsed.GetValue(poll)), parsed.GetValue(worksOnly), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        CommandContext context, ParseResult parsed, TimeSpan poll, bool worksOnly, CancellationToken cancellation)
    {
        NativeMemory.ShareArenas();
        if (context.Options.HasTime(parsed))
        {
            throw new MuutostietoException(FailureKind.Usage, "--at: a service lives in the present. Leave --at out, or run batch --at.");
        }

        var silent = context.Terminal with { ShowsProgress = false };
        var options = new ServiceOptions(
            context.Options.Config(parsed),
            Path.GetFullPath(context.Options.Data(parsed)),
            poll,
            silent.Error,
            (work, stop) => DemoRegister.FillIfMissing(work, silent, stop),
            context.Words,
            context.Disk)
        {
            WorksOnly = worksOnly,
        };
        var live = new LiveConfiguration(options, context.SystemClock);
        var settings = live.Current.Configuration.Settings;
        DemoRegister.MakeFolder(context.Disk.Files, settings, reason => context.Terminal.Error.WriteLine($"muutostieto: {reason}"));
        var upgrades = DatabaseStores.MigrateAtStart(settings.Store, SelfServiceStore.Scripts);
        InstallationFaults.RequireRegister(context.Disk.Files, settings, context.Words);
        var failures = new LogFailure();
        var log = Logging.Create(settings, context.Terminal.Error, failures);
        try
        {
            using var provider = new SerilogLoggerProvider(log);
            using var host = ServiceHost.Build(options, live, context.SystemClock, provider);
            log.Information(
                "Muutostieto serves the permits of {Config}, data in {Data}",
                Path.GetFullPath(options.ConfigDirectory),
                options.DataDirectory);
            foreach (var upgrade in upgrades)
            {
                log.Information("Database: {Upgrade}", StoreUpgradeLine.Of(upgrade));
            }

            await host.RunAsync(cancellation).ConfigureAwait(false);
            log.Information("Muutostieto has stopped");
            return (int)ExitCode.Done;
        }
        finally
        {
            failures.Close(log);
        }
    }
}
