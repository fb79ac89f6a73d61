using Muutostieto.Records.Model;
using Muutostieto.Synthetic.Chances;

namespace Muutostieto.Synthetic.Life;

/// <summary>
/// The latest moves and deaths of this run, of which some are later annulled. A run that goes on later begins without them.
/// </summary>
internal sealed class LifeMemory
{
    private const int Most = 300;

    private readonly List<(int Person, Record Change, string Municipality, string MovedIn)> moves = [];
    private readonly List<int> deaths = [];

    public void Move(int person, Record change, string municipality, string movedIn)
    {
        var copy = new Record();
        copy.CopyFrom(change);
        Keep(moves, (person, copy, municipality, movedIn));
    }

    public void Death(int person) => Keep(deaths, person);

    /// <summary>A move and where the person lived before; forgotten when given.</summary>
    public (int Person, Record Change, string Municipality, string MovedIn)? TakeMove(Dice dice) =>
        moves.Count == 0 ? null : Take(moves, dice);

    /// <summary>A dead person; removed when returned.</summary>
    public int? TakeDeath(Dice dice) => deaths.Count == 0 ? null : Take(deaths, dice);

    private static void Keep<T>(List<T> list, T item)
    {
        list.Add(item);
        if (list.Count > Most)
        {
            list.RemoveAt(0);
        }
    }

    private static T Take<T>(List<T> list, Dice dice)
    {
        var at = dice.Below(list.Count);
        var item = list[at];
        list.RemoveAt(at);
        return item;
    }
}
