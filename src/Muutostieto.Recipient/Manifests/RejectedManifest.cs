namespace Muutostieto.Recipient.Manifests;

/// <summary>A manifest of which nothing is used: damaged, or not proved to be the sender's.</summary>
/// <param name="Permit">Whose it says to be; null when that cannot be read.</param>
/// <param name="Message">What was found and what to do, without a full stop.</param>
/// <param name="IsInTransfer">Whether fetching again may mend it.</param>
internal sealed record RejectedManifest(string? Permit, string Message, bool IsInTransfer)
{
    internal static RejectedManifest Of(DamagedManifest damaged) => new(damaged.Permit, damaged.Message, true);
}
