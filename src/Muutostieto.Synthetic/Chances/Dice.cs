namespace Muutostieto.Synthetic.Chances;

/// <summary>
/// The only source of chance in this project: SplitMix64, integers only, so that one seed gives the same throws on every machine and .NET
/// version. A throw for one person never depends on how many were made for another: each has dice of its own (<see cref="Turn"/>).
/// </summary>
internal sealed class Dice(ulong seed)
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    private ulong state = seed;

    /// <summary>Dice for one thing of a kind, whatever was thrown before.</summary>
    public static Dice For(ulong seed, string kind, int number)
    {
        var dice = new Dice(0);
        dice.Turn(KindSeed(seed, kind), number);
        return dice;
    }

    /// <summary>The seed of all things of a kind, for <see cref="Turn"/>.</summary>
    public static ulong KindSeed(ulong seed, string kind)
    {
        var mixed = Mix(seed + Step);
        foreach (var letter in kind)
        {
            mixed = Mix((mixed ^ letter) + Step);
        }

        return mixed;
    }

    /// <summary>Starts again as the dice of that thing.</summary>
    public void Turn(ulong kindSeed, int number) => state = Mix(kindSeed ^ Mix((ulong)number + Step));

    public ulong Next() => Mix(state += Step);

    /// <summary>0 to <paramref name="count"/> - 1, all equally likely.</summary>
    public int Below(int count) => (int)Math.BigMul(Next(), (ulong)count, out _);

    /// <summary>0 to <paramref name="count"/> - 1, all equally likely.</summary>
    public long Below(long count) => (long)Math.BigMul(Next(), (ulong)count, out _);

    /// <summary>Both ends included.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    /// <summary>True so many times in ten thousand.</summary>
    public bool Hits(int inTenThousand) => Below(10_000) < inTenThousand;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    public char Pick(string characters) => characters[Below(characters.Length)];

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
