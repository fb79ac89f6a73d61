using System.Globalization;

namespace Muutostieto.Register;

/// <summary>The register's position: the number of a journal entry. Keys grow in commit order, from 1, without a gap.</summary>
/// <param name="Value">0 is before everything: no entry has it, and as of it the register is empty.</param>
public readonly record struct JournalKey(long Value) : IComparable<JournalKey>
{
    /// <summary>Before the first entry.</summary>
    public static JournalKey BeforeEverything => default;

    /// <summary>The key of the entry that follows.</summary>
    public JournalKey Next => new(Value + 1);

    public static bool operator <(JournalKey left, JournalKey right) => left.Value < right.Value;

    public static bool operator >(JournalKey left, JournalKey right) => left.Value > right.Value;

    public static bool operator <=(JournalKey left, JournalKey right) => left.Value <= right.Value;

    public static bool operator >=(JournalKey left, JournalKey right) => left.Value >= right.Value;

    public int CompareTo(JournalKey other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
