namespace Muutostieto.Audit;

/// <summary>The names by which entries are looked for again.</summary>
internal static class EntryName
{
    internal static string Of(AuditedDelivery delivery) => delivery.Title;

    internal static string Of(AuditedAnswer answer) => $"{answer.Permit} {answer.File}";

    /// <summary>Of every decision to go on with an earlier ledger.</summary>
    internal const string Restore = "restore";

    /// <summary>Null for an entry that is not looked for by name.</summary>
    internal static string? Of(AuditEntry entry) =>
        entry.Delivery is { } delivery ? Of(delivery) : entry.Answer is { } answer ? Of(answer)
            : entry.Restore is not null ? Restore : null;
}
