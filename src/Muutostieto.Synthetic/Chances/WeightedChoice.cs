namespace Muutostieto.Synthetic.Chances;

/// <summary>Items drawn as often as their weights say. Weights are whole numbers; an item of weight 0 is never drawn.</summary>
internal sealed class WeightedChoice<T>
{
    private readonly T[] items;
    private readonly long[] upTo;

    public WeightedChoice(IEnumerable<(T Item, long Weight)> weighted)
    {
        var kept = weighted.Where(pair => pair.Weight > 0).ToArray();
        this.items = Array.ConvertAll(kept, pair => pair.Item);
        this.upTo = new long[kept.Length];
        var sum = 0L;
        for (var i = 0; i < kept.Length; i++)
        {
            this.upTo[i] = sum += kept[i].Weight;
        }

        if (sum == 0)
        {
            throw new ArgumentException("Nothing to choose from.", nameof(weighted));
        }
    }

    private WeightedChoice(T[] items, long[] upTo) => (this.items, this.upTo) = (items, upTo);

    public IReadOnlyList<T> Items => this.items;

    /// <summary>The same weights for other items.</summary>
    public WeightedChoice<TOther> Select<TOther>(Converter<T, TOther> change) => new(Array.ConvertAll(this.items, change), this.upTo);

    public T Pick(Dice dice)
    {
        var thrown = dice.Below(this.upTo[^1]);
        var (low, high) = (0, this.upTo.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (thrown < this.upTo[middle])
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return this.items[low];
    }
}
