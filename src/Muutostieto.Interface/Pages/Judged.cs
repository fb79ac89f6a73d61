using Muutostieto.Disclosure;
using Muutostieto.Register;

namespace Muutostieto.Interface.Pages;

/// <summary>An answer with the orders by which it was judged.</summary>
/// <param name="Answer">What was made.</param>
/// <param name="Orders">Those that bore on it when it was ready.</param>
internal sealed record Judged<T>(T Answer, KnownOrders Orders)
{
    /// <summary>Whether no order of persons as of the key was entered since.</summary>
    public bool StillHolds(IRegister register, OrdersInForce orders) => Orders.ProtectsTheSame(orders.Of(register, Orders.Key));
}
