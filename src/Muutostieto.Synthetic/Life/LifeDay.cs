using System.Globalization;
using Muutostieto.Synthetic.Chances;

namespace Muutostieto.Synthetic.Life;

/// <summary>A day of registration.</summary>
/// <param name="Date">The day that entries carry.</param>
/// <param name="Share">Which part of the year's events is registered on it, in thousand-millionths.</param>
/// <param name="ShareOfMoves">The same for moves, of which August has more.</param>
/// <param name="Dice">The day's own.</param>
internal sealed record LifeDay(DateOnly Date, long Share, long ShareOfMoves, Dice Dice)
{
    /// <summary>VVVVKKPP.</summary>
    public string Digits { get; } = Text(Date);

    public static string Text(DateOnly date) => date.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>A day on which something happened that is registered today: mostly some days ago, of a few months ago.</summary>
    public DateOnly Lately()
    {
        var days = Dice.Below(100) switch
        {
            < 35 => Dice.Below(3),
            < 85 => Dice.Between(2, 11),
            < 97 => Dice.Between(10, 45),
            _ => Dice.Between(45, 240),
        };
        return Date.AddDays(-days);
    }
}
