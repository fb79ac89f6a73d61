namespace Muutostieto.SelfService.Applications;

/// <summary>What the user saw is no longer so: another tab or user has changed it since. Nothing was done.</summary>
/// <param name="by">Who has, as pages show it; null when that is not known.</param>
public sealed class ChangedMeanwhileException(string? by = null) : Exception("It was changed meanwhile.")
{
    public string? By { get; } = by;
}
