namespace Muutostieto.Synthetic.Chances;

/// <summary>Items drawn as often as their weights say. Weights are whole numbers; an item of weight 0 is never drawn.</summary>
internal sealed class WeightedChoice<T>
{
    private readonly T[] _items;
    private readonly long[] _upTo;

    public WeightedChoice(IEnumerable<(T Item, long Weight)> weighted)
    {
        var kept = weighted.Where(pair => pair.Weight > 0).ToArray();
        _items = Array.ConvertAll(kept, pair => pair.Item);
        _upTo = new long[kept.Length];
        var sum = 0L;
        for (var i = 0; i < kept.Length; i++)
            _upTo[i] = sum += kept[i].Weight;
        if (sum == 0)
            throw new ArgumentException("Nothing to choose from.", nameof(weighted));
    }

    private WeightedChoice(T[] items, long[] upTo) => (_items, _upTo) = (items, upTo);

    public IReadOnlyList<T> Items => _items;

    /// <summary>The same weights for other items.</summary>
    public WeightedChoice<TOther> Select<TOther>(Converter<T, TOther> change) => new(Array.ConvertAll(_items, change), _upTo);

    public T Pick(Dice dice)
    {
        var thrown = dice.Below(_upTo[^1]);
        var (low, high) = (0, _upTo.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (thrown < _upTo[middle])
                high = middle;
            else
                low = middle + 1;
        }

        return _items[low];
    }
}
