using Muutostieto.Recipient.Loading.People;
using Muutostieto.Recipient.Loading.Tables;
using Muutostieto.Records.Lists;

namespace Muutostieto.Recipient.Loading.Lists;

/// <summary>Deletes those whom the recipient has taken off its list: the permit is no reason to keep them any more.</summary>
internal sealed class TakenOff(PersonTable persons, GroupTables groups)
{
    /// <returns>How many were deleted. Whoever was taken off and put on again stays, and comes anew with the delivery.</returns>
    internal long Remove(IReadOnlyList<ListLine> lines)
    {
        var last = new Dictionary<long, bool>();
        foreach (var line in lines)
        {
            var code = line.Code.ToString();
            if (persons.Named(code) is { } known)
                last[known.Id] = line.IsAdded;
        }

        foreach (var person in last.Where(person => !person.Value).Select(person => person.Key))
        {
            groups.Delete(person, groups.Codes);
            persons.RemoveFormerOf(person);
            persons.Delete(person);
        }

        return last.Values.Count(isAdded => !isAdded);
    }
}
