using System.Globalization;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Hosting;
using Muutostieto.Hosting.Status;
using Muutostieto.Records.Dates;
using Muutostieto.Records.Files;
using Muutostieto.Server;
using Muutostieto.Server.Tests.Support;

namespace Muutostieto.Cli.Tests.Support;

/// <summary>The status page of an installation, on a free port.</summary>
internal static class SiteOf
{
    /// <param name="installation">Whose.</param>
    /// <param name="at">Which time it is in Finland.</param>
    /// <param name="fault">What is wrong in the configuration's files.</param>
    internal static Task<RunningSite> InstallationAsync(TestInstallation installation, string at, string? fault = null)
    {
        var wall = DateTime.Parse(at, CultureInfo.InvariantCulture);
        var clock = new SetClock(HelsinkiTime.At(DateOnly.FromDateTime(wall), TimeOnly.FromDateTime(wall)));
        var disk = new DiskSync();
        var words = new RemedyWords();
        using var work = new Installation(installation.Config, installation.Data, clock, timeIsSet: false, words, disk);
        return RunningSite.StartAsync(
            new Provider(new StatusSource(work.Configuration, fault, installation.Data, new RemedyWords(), disk.Files), clock));
    }

    private sealed class Provider(StatusSource source, TimeProvider clock) : IStatusProvider
    {
        public ServiceStatus Read() => new StatusReader(clock).Read(source);

        public Delivery? ReadDelivery(long id) => StatusReader.ReadDelivery(source, id);
    }
}
