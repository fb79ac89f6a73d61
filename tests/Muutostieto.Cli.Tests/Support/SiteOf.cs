using System.Globalization;
using System.Net;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Service.Site;
using Muutostieto.Hosting.Status;
using Muutostieto.Records.Dates;

namespace Muutostieto.Cli.Tests.Support;

/// <summary>The status page of an installation, without a network.</summary>
internal static class SiteOf
{
    /// <param name="installation">Whose.</param>
    /// <param name="at">Which time it is in Finland.</param>
    /// <param name="fault">What is wrong in the configuration's files.</param>
    internal static StatusSite Installation(Installation installation, string at, string? fault = null)
    {
        var wall = DateTime.Parse(at, CultureInfo.InvariantCulture);
        var clock = new FixedClock(HelsinkiTime.At(DateOnly.FromDateTime(wall), TimeOnly.FromDateTime(wall)));
        using var work = new Workplace(installation.Config, installation.Data, clock, timeIsSet: false);
        var source = new StatusSource(work.Configuration, fault, installation.Data);
        return new StatusSite(() => source, IPAddress.Loopback, clock);
    }
}
