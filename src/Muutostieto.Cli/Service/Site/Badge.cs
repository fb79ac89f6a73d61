using Muutostieto.Deliveries.Ledger;
using Muutostieto.Hosting.Status;

namespace Muutostieto.Cli.Service.Site;

/// <summary>A word with its sign and colour.</summary>
internal static class Badge
{
    internal static Markup Of(Level level, string word) => Markup.Of($"""<span class="badge {level.ClassOf()}"><span aria-hidden="true">{level.SignOf()}</span> {word}</span>""");

    internal static Markup Of(Trouble trouble, SiteWords words) => Of(Levels.Of(trouble), words.TroubleOf(trouble.Kind));

    internal static Markup Of(DeliveryGlance delivery, PermitStatus permit, SiteWords words) =>
        permit.Troubles.FirstOrDefault(trouble => trouble.Delivery == delivery) is { } trouble ? Of(trouble, words) : Of(Levels.Of(delivery), words.StateOf(delivery.State));

    /// <summary>The permit's gravest trouble; without any, the state of its last delivery, or whether it is valid.</summary>
    internal static Markup Of(PermitStatus permit, SiteWords words) =>
        permit.Troubles.OrderByDescending(trouble => trouble.IsUnhealthy).ThenBy(trouble => trouble.Kind).FirstOrDefault() is { } trouble ? Of(trouble, words)
        : permit.Validity is not (PermitValidity.Valid or PermitValidity.Unknown) ? Of(Level.Waiting, words.ValidityOf(permit.Validity))
        : permit.Last is { } last ? Of(Levels.Of(last), words.StateOf(last.State))
        : Of(Level.Waiting, permit.IsKnown ? words.NoDeliveries : words.NotKnown);
}
