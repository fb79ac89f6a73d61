using System.Numerics;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;

namespace Muutostieto.Audit;

/// <summary>
/// Notes, as each record is kept, whose it is and which groups it has. On the way of every record: some bits in one place a person. Memory
/// is a word for every surrogate id up to the highest, where there are any near it.
/// </summary>
public sealed class DisclosureTally
{
    private const int ChunkIds = 512;

    // Slot 0 says that the person is there; the groups follow.
    private const ulong IsThere = 1;
    private readonly string[] codes;
    private readonly int[] slotOf;
    private readonly int words;
    private ulong[]?[] chunks = [];
    private long persons;

    public DisclosureTally(GroupCatalog catalog)
    {
        codes = [.. catalog.Groups.Select(group => group.Code).Distinct().Order(StringComparer.Ordinal)];
        slotOf = [.. catalog.Groups.Select(group => 1 + Array.IndexOf(codes, group.Code))];
        words = (codes.Length / 64) + 1;
    }

    /// <summary>Persons so far, each counted once.</summary>
    public long Persons => persons;

    /// <summary>Takes a record as it is delivered.</summary>
    /// <param name="person">The surrogate id, from 0.</param>
    /// <param name="record">What has passed the gate, before it is split into lines.</param>
    public void Add(long person, RecordView record)
    {
        var mask = MaskOf(person);
        persons += mask[0] == 0 ? 1 : 0;
        mask[0] |= IsThere;
        for (var group = 0; group < record.GroupCount; group++)
        {
            var slot = slotOf[record.Spec(group).Index];
            mask[slot >> 6] |= 1UL << slot;
        }
    }

    /// <summary>Takes a person named by a record of something else.</summary>
    /// <param name="person">The surrogate id, from 0.</param>
    /// <param name="group">Code of the group that names the person.</param>
    public void Add(long person, string group)
    {
        var mask = MaskOf(person);
        persons += mask[0] == 0 ? 1 : 0;
        mask[0] |= IsThere;
        var slot = 1 + Array.IndexOf(codes, group);
        mask[slot >> 6] |= 1UL << slot;
    }

    /// <summary>All of it, in a form that is the same for the same persons and groups.</summary>
    public AuditContent ToContent()
    {
        var first = Array.FindIndex(chunks, chunk => chunk is not null);
        if (first < 0)
        {
            return AuditContent.Empty;
        }

        var ids = new byte[(chunks.Length - first) * ChunkIds / 8];
        var bits = new byte[codes.Length][];
        var counts = new long[codes.Length];
        var rank = 0;
        for (var chunk = first; chunk < chunks.Length; chunk++)
        {
            for (var place = 0; chunks[chunk] is { } masks && place < ChunkIds; place++)
            {
                var mask = masks.AsSpan(place * words, words);
                if (mask[0] != 0)
                {
                    var id = ((chunk - first) * ChunkIds) + place;
                    ids[id >> 3] |= (byte)(1 << (id & 7));
                    TakeGroups(mask, rank++, bits, counts);
                }
            }
        }

        var groups = Enumerable
            .Range(0, codes.Length)
            .Where(code => counts[code] > 0)
            .Select(code => new AuditedGroup(codes[code], counts[code], bits[code]));
        return new AuditContent((long)first * ChunkIds, persons, ids.AsMemory().TrimEnd((byte)0), [.. groups]);
    }

    private void TakeGroups(ReadOnlySpan<ulong> mask, int rank, byte[][] bits, long[] counts)
    {
        for (var word = 0; word < words; word++)
        {
            for (var left = word == 0 ? mask[0] & ~IsThere : mask[word]; left != 0; left &= left - 1)
            {
                var code = (word * 64) + BitOperations.TrailingZeroCount(left) - 1;
                (bits[code] ??= new byte[(persons + 7) / 8])[rank >> 3] |= (byte)(1 << (rank & 7));
                counts[code]++;
            }
        }
    }

    private Span<ulong> MaskOf(long person)
    {
        var (chunk, place) = Math.DivRem(person, ChunkIds);
        if (chunk >= chunks.Length)
        {
            Array.Resize(ref chunks, (int)Math.Max(chunk + 1, chunks.Length * 2L));
        }

        var masks = chunks[chunk] ??= new ulong[ChunkIds * words];
        return masks.AsSpan((int)place * words, words);
    }
}
