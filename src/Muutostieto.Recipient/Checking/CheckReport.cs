namespace Muutostieto.Recipient.Checking;

/// <summary>What the check of some files found.</summary>
/// <param name="Files">The files in the order named; those that a manifest lists follow it.</param>
public sealed record CheckReport(IReadOnlyList<FileReport> Files)
{
    public long Faults => Files.Sum(file => file.Faults);

    public long Notes => Files.Sum(file => file.Notes);

    /// <summary>Whether everything is whole and right.</summary>
    public bool IsSound => Faults == 0;
}
