namespace Muutostieto.Drops;

/// <summary>One thing that was tried out on a drop, and went well enough to go on.</summary>
/// <param name="What">What was tried, in a word or two: <c>login</c>, <c>room</c>.</param>
/// <param name="Found">What was found, in a few words.</param>
public sealed record DropTrialStep(string What, string Found)
{
    /// <summary>Whether deliveries work, and something else will not.</summary>
    public bool IsWarning { get; init; }
}
