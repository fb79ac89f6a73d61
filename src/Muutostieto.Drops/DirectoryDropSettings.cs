namespace Muutostieto.Drops;

/// <summary>A folder of this host. A relative one is below the data directory and made when missing; an absolute one must be
/// there.</summary>
/// <param name="Path">The drop's root; it contains the recipients' folders.</param>
public sealed record DirectoryDropSettings(string Path) : DropSettings;
