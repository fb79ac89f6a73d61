namespace Muutostieto.SelfService.Deliveries;

/// <summary>A list or customers' file that a recipient has uploaded, in the browser or into its drop, and its result.</summary>
public sealed record UploadedFile
{
    public required string Permit { get; init; }

    /// <summary>Null for a list.</summary>
    public string? Order { get; init; }

    /// <summary>As in the drop.</summary>
    public required string Name { get; init; }

    public required long Bytes { get; init; }

    public required string Sha256 { get; init; }

    /// <summary>When it was uploaded in the browser, or taken in.</summary>
    public required DateTimeOffset At { get; init; }

    public required UploadState State { get; init; }

    /// <summary>Lines of a list or rows of a customers' file; 0 before it is taken in.</summary>
    public long Lines { get; init; }

    /// <summary>How many have come onto the list by it.</summary>
    public int Added { get; init; }

    /// <summary>How many have gone from the list by it.</summary>
    public int Removed { get; init; }

    /// <summary>
    /// Refused lines of a list as JSON: <c>[{"line":5,"why":"unknown"}]</c>, of many their beginning, which ends anywhere; null when there
    /// are none.
    /// </summary>
    public string? RefusedLines { get; init; }

    /// <summary>How many lines of a list were refused.</summary>
    public int RefusedCount { get; init; }

    /// <summary>Why all of it was refused, in English; null when it was not.</summary>
    public string? Refusal { get; init; }

    /// <summary>The number of the delivery that answers a customers' file; null: none.</summary>
    public int? Result { get; init; }
}
