using Muutostieto.Disclosure;
using Muutostieto.Register;

namespace Muutostieto.Interface.Pages;

/// <summary>
/// Makes sure that an answer is judged by the orders of the moment in which it is ready: made again when one was entered while it was made.
/// </summary>
internal static class ProtectedNow
{
    /// <summary>An answer is made so often at most; orders are few.</summary>
    internal const int MostTimes = 20;

    /// <summary>Calls a function until no order of persons as of the key was entered meanwhile.</summary>
    /// <param name="register">As it is now.</param>
    /// <param name="orders">Of the register.</param>
    /// <param name="key">As of which key the answer is.</param>
    /// <param name="make">Makes it, judged by these orders.</param>
    /// <exception cref="Records.MuutostietoException">Orders kept coming: the client may ask again.</exception>
    internal static Judged<T> Make<T>(IRegister register, OrdersInForce orders, JournalKey key, Func<KnownOrders, T> make)
    {
        var before = orders.Of(register, key);
        for (var times = 0; times < MostTimes; times++)
        {
            var made = make(before);
            var after = orders.Of(register, key);
            if (before.ProtectsTheSame(after))
            {
                return new Judged<T>(made, after);
            }

            before = after;
        }

        throw TooFast();
    }

    internal static Records.MuutostietoException TooFast() =>
        new(
            Records.FailureKind.Transient,
            "register: non-disclosure orders were entered faster than an answer could be made. Try again.");
}
