namespace Muutostieto.SelfService.Applications;

/// <summary>A row of the store, its content as text.</summary>
internal sealed record MatterRow(
    long Number,
    MatterKind Kind,
    string Recipient,
    string Author,
    string AuthorName,
    MatterState State,
    int Version,
    string Content,
    DateTimeOffset Made,
    DateTimeOffset Changed,
    string ChangedBy,
    DateTimeOffset? Submitted)
{
    internal IReadOnlyList<MatterDecision> Decisions { get; init; } = [];

    /// <summary>The ids of all who have begun, changed, submitted or withdrawn it for its recipient.</summary>
    internal IReadOnlyList<string> Writers { get; init; } = [];

    internal Matter<T> As<T>(Func<string, T> read) => new()
    {
        Number = Number,
        Recipient = Recipient,
        Author = Author,
        AuthorName = AuthorName,
        State = State,
        Version = Version,
        Content = read(Content),
        Made = Made,
        Changed = Changed,
        ChangedBy = ChangedBy,
        Submitted = Submitted,
        Decisions = Decisions,
    };
}
