using System.IO.Abstractions;
using Muutostieto.Hosting;
using Muutostieto.Hosting.Settings;
using Muutostieto.Interface.Feed;
using Muutostieto.Records;

namespace Muutostieto.Cli.CommandLine;

/// <summary>Gives a trial installation a register, so that the first command shows a delivery.</summary>
internal static class DemoRegister
{
    private const string DefaultCounty = "20";

    /// <summary>Makes the data folder of a trial installation. In production a missing one is a mistake: the import of the population makes
    /// it.</summary>
    internal static void MakeFolder(IFileSystem files, ServiceSettings settings, Action<string> warn)
    {
        var data = new DataFolder(files, settings);
        if (!settings.IsProduction)
        {
            data.Make();
            return;
        }

        data.Require();
        foreach (var (folder, found, remedy) in data.Openings())
        {
            warn($"{folder}: {found}. {remedy}");
        }
    }

    /// <summary>Fills a register that is not there with synthetic persons; never in production.</summary>
    internal static void FillIfMissing(Installation work, Terminal terminal, CancellationToken cancellation)
    {
        if (work.Configuration.Settings.Feed is not null && !work.HasRegister)
        {
            throw new MuutostietoException(FailureKind.Usage, "There is no register yet. It is loaded from the source that Feed names.")
            {
                Remedy = new FeedRemedy.Load(),
            };
        }

        if (!work.HasRegister && !work.Configuration.Settings.IsProduction)
        {
            terminal.Error.WriteLine(
                "The register is empty: filling it with the synthetic population of Kainuu (county 20). These people do not exist.");
            var municipalities = SyntheticFill.MunicipalitiesOf(work, [DefaultCounty]);
            SyntheticFill.Run(work, terminal, municipalities, persons: null, seed: 1, hasBuildings: true, cancellation);
        }
    }
}
