using Muutostieto.SelfService.Applications;

namespace Muutostieto.Server.SelfService.Customers;

/// <summary>An application or order as its list shows it.</summary>
/// <param name="Place">Its page.</param>
/// <param name="Name">What its list calls it.</param>
/// <param name="What">In its author's words; null: not said yet.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Changed">When it was last changed.</param>
/// <param name="ChangedBy">By which user, as pages show it.</param>
public sealed record MatterRowView(
    string Place, string Name, string? What, MatterState State, DateTimeOffset Changed, string ChangedBy)
{
    internal static string LevelOf(MatterState state) => state switch
    {
        MatterState.Approved => "good",
        MatterState.Refused => "bad",
        MatterState.Draft => "warning",
        _ => "waiting",
    };
}
