using Muutostieto.Disclosure;

namespace Muutostieto.Deliveries.Composition;

/// <summary>
/// Disclosed records on their way to the writers, in containers that are used again. They are made when they are first needed: most change
/// deliveries are small, and a whole batch is 3.5 MB.
/// </summary>
internal sealed class RecordBatch
{
    internal const int Size = 512;
    private readonly DisclosedRecord[] records = new DisclosedRecord[Size];

    internal int Count { get; private set; }

    internal bool IsFull => Count == Size;

    /// <summary>The container that the next record is put into.</summary>
    internal DisclosedRecord Next => records[Count] ??= DisclosedRecord.Gate.NewContainer();

    internal ReadOnlySpan<DisclosedRecord> Filled => records.AsSpan(0, Count);

    /// <summary>Keeps what was put into <see cref="Next"/>.</summary>
    internal void Keep() => Count++;

    internal void Clear() => Count = 0;
}
