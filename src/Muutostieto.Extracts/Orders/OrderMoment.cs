namespace Muutostieto.Extracts.Orders;

/// <summary>As of which moment an extract is: of a journal key or of a day, one of the two.</summary>
public sealed record OrderMoment
{
    private OrderMoment()
    {
    }

    /// <summary>The number of a journal key; null: it is of a day.</summary>
    public long? Key { get; private init; }

    /// <summary>The day at whose end; null: it is of a key.</summary>
    public DateOnly? Day { get; private init; }

    public static OrderMoment AtKey(long key) => new() { Key = key };

    public static OrderMoment OnDay(DateOnly day) => new() { Day = day };
}
