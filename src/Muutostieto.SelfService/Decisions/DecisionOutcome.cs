using Muutostieto.Hosting.Settings;
using Muutostieto.SelfService.Applications;

namespace Muutostieto.SelfService.Decisions;

/// <summary>What came of a decision, or would come of it.</summary>
/// <param name="State">Of the application or order now.</param>
/// <param name="Version">Of it now.</param>
/// <param name="Path">The file in the configuration; null where none is written.</param>
/// <param name="Text">The file's content, to be looked at or downloaded; null where none is written.</param>
/// <param name="Report">What the loader says of the file: with an error in it nothing was decided. Null where none is written.</param>
/// <param name="Failure">Why the file could not be written, so that nothing was decided; null when it was, or need not be.</param>
public sealed record DecisionOutcome(
    MatterState State, int Version, string? Path, string? Text, ConfigurationReport? Report, WriteFailure? Failure)
{
    /// <summary>
    /// The file's content below the lines that say who decides and when: the same however long the operator looks at it. Null where none is
    /// written.
    /// </summary>
    public string? Body { get; init; }

    /// <summary>Whether it was decided, or could be.</summary>
    public bool IsDone => Report?.HasErrors != true && Failure is null;
}
