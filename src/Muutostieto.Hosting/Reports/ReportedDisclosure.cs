using Muutostieto.Disclosure.Purposes;

namespace Muutostieto.Hosting.Reports;

/// <summary>A delivery, or the answers of the interface of a day, with data about the person.</summary>
public sealed record ReportedDisclosure
{
    /// <summary>When it was given; of answers of a day the first; when it was planned, where the ledger does not have it.</summary>
    public required DateTimeOffset At { get; init; }

    public required ReportService Service { get; init; }

    /// <summary>Who received it.</summary>
    public required string Recipient { get; init; }

    /// <summary>For whose use, with its business id; null: the recipient's own.</summary>
    public string? Customer { get; init; }

    /// <summary>Null for what no order asked for: it is as the permit says.</summary>
    public Purpose? Purpose { get; init; }

    /// <summary>The task that was stated in the self-service, by its name in each language, or by its id where the permit does not have
    /// it any more; null for what was not asked for there.</summary>
    public ReportedTask? Task { get; init; }

    public required string Permit { get; init; }

    /// <summary>The number of the decision that granted the permit; null when it is not known.</summary>
    public string? Decision { get; init; }

    /// <summary>Codes of the groups, ascending.</summary>
    public required IReadOnlyList<string> Groups { get; init; }

    /// <summary>How many answers of the interface.</summary>
    public int Answers { get; init; } = 1;

    public DateTimeOffset? Withdrawn { get; init; }

    public DateTimeOffset? Redelivered { get; init; }

    /// <summary>Whether the data were those of another registration of the person.</summary>
    public bool IsOfDuplicate { get; init; }

    /// <summary>Whether the ledger does not have the delivery.</summary>
    public bool IsNotInLedger { get; init; }

    /// <summary>Whether publication has begun and is not recorded as done.</summary>
    public bool IsUnfinished { get; init; }
}
