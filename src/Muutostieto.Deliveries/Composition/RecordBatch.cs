using Muutostieto.Disclosure;

namespace Muutostieto.Deliveries.Composition;

/// <summary>Disclosed records on their way to the writers, in containers that are used again.</summary>
internal sealed class RecordBatch
{
    internal const int Size = 512;
    private readonly DisclosedRecord[] records = [.. Enumerable.Range(0, Size).Select(_ => DisclosedRecord.Gate.NewContainer())];

    internal int Count { get; private set; }

    internal bool IsFull => Count == Size;

    /// <summary>The container that the next record is put into.</summary>
    internal DisclosedRecord Next => records[Count];

    internal ReadOnlySpan<DisclosedRecord> Filled => records.AsSpan(0, Count);

    /// <summary>Keeps what was put into <see cref="Next"/>.</summary>
    internal void Keep() => Count++;

    internal void Clear() => Count = 0;
}
