namespace Muutostieto.Recipient.Loading;

/// <summary>The recipient's answer to a delivery, one line of JSON in <c>&lt;stem&gt;.OK</c> or <c>&lt;stem&gt;.ERR</c>.</summary>
internal sealed record Receipt
{
    public required string Permit { get; init; }

    public required string Kind { get; init; }

    public required int Number { get; init; }

    public required string ManifestSha256 { get; init; }

    /// <summary>Records applied; null when none were.</summary>
    public long? Records { get; init; }

    /// <summary>When it was loaded or refused, UTC.</summary>
    public required string Time { get; init; }

    /// <summary><c>loaded</c>, <c>replaced</c> (a newer base made it needless) or <c>refused</c>.</summary>
    public required string State { get; init; }

    /// <summary>Why it was refused; null otherwise.</summary>
    public string? Reason { get; init; }
}
