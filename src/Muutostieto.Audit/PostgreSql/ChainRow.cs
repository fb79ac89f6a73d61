namespace Muutostieto.Audit.PostgreSql;

/// <summary>A row of <c>audit.chain</c>: a line, and what it is found by.</summary>
/// <param name="Sequence">The entry's number.</param>
/// <param name="Kind">What it records, as its line says it.</param>
/// <param name="Name">The <see cref="EntryName"/>, or null.</param>
/// <param name="At">As the entry says, to the microsecond.</param>
/// <param name="HasPersons">Whether it has a payload of its own.</param>
/// <param name="Line">With its line end.</param>
internal sealed record ChainRow(long Sequence, string Kind, string? Name, DateTimeOffset At, bool HasPersons, byte[] Line)
{
    internal const string Table = "audit.chain";

    /// <summary>The table and its columns, as they are written.</summary>
    internal const string Columns = "chain (sequence, kind, name, at, has_persons, line)";

    internal static ChainRow Of(AuditEntry entry) => Of(entry, entry.ToLine());

    /// <summary>The row of a line that was read as an entry before.</summary>
    internal static ChainRow Of(ChainLine line) => Of(line.Entry()!, line.Bytes.ToArray());

    /// <summary>The kind as lines say it.</summary>
    internal static string KindOf(AuditEntryKind kind) => kind switch
    {
        AuditEntryKind.Delivery => "delivery",
        AuditEntryKind.Question => "question",
        AuditEntryKind.Purge => "purge",
        AuditEntryKind.Answer => "answer",
        AuditEntryKind.Interface => "interface",
        AuditEntryKind.Preview => "preview",
        AuditEntryKind.Download => "download",
        AuditEntryKind.Restore => "restore",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    internal static string PlaceOf(long sequence) => FormattableString.Invariant($"{Table} row {sequence}");

    internal ChainLine ToLine() => new(PlaceOf(Sequence), new ChainPosition(1, Sequence), Line);

    /// <summary>Whether it is found by what its line says.</summary>
    internal bool IsOf(AuditEntry entry)
    {
        var right = Of(entry, Line);
        return (Sequence, Kind, Name, At, HasPersons) == (right.Sequence, right.Kind, right.Name, right.At, right.HasPersons);
    }

    private static ChainRow Of(AuditEntry entry, byte[] line)
    {
        var at = entry.At.ToUniversalTime();
        return new ChainRow(
            entry.Sequence,
            KindOf(entry.Kind),
            EntryName.Of(entry),
            at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond)),
            entry.Payload is { Offset: null },
            line);
    }
}
