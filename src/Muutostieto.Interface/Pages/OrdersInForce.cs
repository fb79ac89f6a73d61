using Muutostieto.Disclosure;
using Muutostieto.Register;

namespace Muutostieto.Interface.Pages;

/// <summary>
/// Remembers the orders that bear on content of some keys for as long as the register knows no more: thousands of calls ask for the same.
/// For all threads at once.
/// </summary>
internal sealed class OrdersInForce
{
    /// <summary>Base data are of one key, pages of as many as there are clients behind.</summary>
    private const int MostKeys = 256;

    private readonly Lock turn = new();
    private readonly Dictionary<JournalKey, KnownOrders> known = [];
    private KnownOrders? last;

    /// <summary>The orders that bear on content of a key, as the register knows them now.</summary>
    internal KnownOrders Of(IRegister register, JournalKey key)
    {
        lock (turn)
        {
            if (last?.IsCurrent(register) != true || known.Count >= MostKeys)
            {
                known.Clear();
            }

            if (!known.TryGetValue(key, out var orders))
            {
                orders = KnownOrders.Read(register, key, last);
                if (last?.IsOfTheMomentOf(orders) == false)
                {
                    known.Clear();
                }

                known.Add(key, last = orders);
            }

            return orders;
        }
    }
}
