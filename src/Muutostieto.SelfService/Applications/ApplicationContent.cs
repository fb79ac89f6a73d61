namespace Muutostieto.SelfService.Applications;

/// <summary>What a customer applies for. A draft may lack anything; what is null or empty is missing.</summary>
public sealed record ApplicationContent
{
    /// <summary>What the data are kept in, in the applicant's words. At most 200 characters.</summary>
    public string? Register { get; init; }

    /// <summary>By their names in permits.</summary>
    public IReadOnlyList<string> Purposes { get; init; } = [];

    /// <summary>By which law the data may be had. At most 2,000 characters.</summary>
    public string? LegalGround { get; init; }

    public ApplicationArea Area { get; init; } = new();

    /// <summary>Whether files of changes are applied for, after a base; else orders.</summary>
    public bool IsOfChanges { get; init; }

    /// <summary>The id of the product of files; null with orders.</summary>
    public string? Product { get; init; }

    /// <summary>The codes of the groups that orders may have; empty with files.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>What orders may be of, by their names in permits; empty with files.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>How often changes are delivered; null with orders.</summary>
    public RhythmWish? Rhythm { get; init; }

    /// <summary>By their names in permits.</summary>
    public IReadOnlyList<string> Formats { get; init; } = [];

    /// <summary>The answers of the data protection statement, by <see cref="DataProtectionQuestion"/>; missing ones are not answered
    /// yet.</summary>
    public IReadOnlyDictionary<DataProtectionQuestion, bool> Statement { get; init; } = new Dictionary<DataProtectionQuestion, bool>();

    /// <summary>How the data are protected, in the applicant's words. At most 4,000 characters.</summary>
    public string? StatementText { get; init; }

    public ApplicationContact Contact { get; init; } = new();

    /// <summary>The first day that is wished for.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>The last day that is wished for; null: until further notice.</summary>
    public DateOnly? ValidTo { get; init; }
}
