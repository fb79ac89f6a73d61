using Muutostieto.Disclosure.Permits;
using Muutostieto.Drops;
using Muutostieto.Hosting.Settings;
using Muutostieto.Records;
using Muutostieto.Records.Dates;
using Muutostieto.Records.Files;

namespace Muutostieto.Cli.Commands;

/// <summary>Tries out the drops of a configuration, each for the recipients of its permits.</summary>
internal static class DropTrials
{
    /// <summary>The recipients whose permits use a drop and have not ended, each once, in order.</summary>
    internal static IReadOnlyList<string> RecipientsOf(string drop, IEnumerable<Permit> permits, DateOnly today) =>
    [
        .. permits
            .Where(permit => permit.Handover?.Drop == drop && !permit.HasEndedBy(today))
            .Select(permit => permit.Recipient)
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>All drops that permits use.</summary>
    internal static async Task<IReadOnlyList<DropTrial>> OfAllAsync(
        Configuration configuration, IDiskSync disk, TimeProvider clock, CancellationToken cancellation)
    {
        var today = HelsinkiTime.Today(clock);
        var found = new List<DropTrial>();
        foreach (var (name, settings) in configuration.Settings.Drops.OrderBy(drop => drop.Key, StringComparer.Ordinal))
        {
            var drop = DropFactory.Create(name, settings, configuration.Settings.DataDirectory, TimeProvider.System, disk);
            foreach (var recipient in RecipientsOf(name, configuration.Permits, today))
            {
                found.Add(await OfAsync(drop, recipient, cancellation).ConfigureAwait(false));
            }
        }

        return found;
    }

    /// <summary>One drop and one recipient.</summary>
    internal static async Task<DropTrial> OfAsync(IDrop drop, string recipient, CancellationToken cancellation)
    {
        var steps = new List<DropTrialStep>();
        MuutostietoException? failure = null;
        try
        {
            await drop.TryOutAsync(recipient, steps.Add, cancellation).ConfigureAwait(false);
        }
        catch (MuutostietoException found)
        {
            failure = found;
        }

        return new DropTrial(drop.Name, recipient, drop.LocationOf(recipient), steps, failure);
    }
}
