using Muutostieto.Deliveries.Terms;
using Muutostieto.Extracts.Orders;
using Muutostieto.Register;

namespace Muutostieto.Hosting.Extracts;

/// <summary>Finds the cases of an order for controls.</summary>
internal sealed class CasePersons(OrderLists lists)
{
    /// <summary>The cases of a list.</summary>
    /// <param name="Persons">Every id that they have or had.</param>
    /// <param name="Codes">How many codes the list has.</param>
    /// <param name="UnknownCodes">How many of these are unknown.</param>
    internal sealed record Found(IReadOnlySet<long> Persons, long Codes, long UnknownCodes);

    internal Found Of(ExtractOrder order, DeliveryTerms terms, IRegister register)
    {
        if (order.Sample?.Controls is not { } controls)
        {
            return new Found(new HashSet<long>(), 0, 0);
        }

        var codes = lists.Read(order.Id, controls.Cases).Codes;
        return register.InOneState(() =>
        {
            var coded = new CodedPersons(register, new JournalKey(terms.Order!.JudgedAt), terms.ForGate().ShowsProtected);
            var persons = codes.Select(coded.Of).ToList();
            return new Found(
                persons.SelectMany(each => each).SelectMany(coded.AllIdsOf).ToHashSet(),
                codes.Count,
                persons.LongCount(each => each.Count == 0));
        });
    }
}
