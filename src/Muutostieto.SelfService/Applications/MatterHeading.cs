namespace Muutostieto.SelfService.Applications;

/// <summary>An application or order as lists show it.</summary>
/// <param name="Number">As of <see cref="Matter{T}.Number"/>.</param>
/// <param name="Title">An application's register or an order's title, in its author's words; null: not said yet.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Changed">When it was last changed.</param>
/// <param name="ChangedBy">By which user, as pages show it.</param>
public sealed record MatterHeading(long Number, string? Title, MatterState State, DateTimeOffset Changed, string ChangedBy);
