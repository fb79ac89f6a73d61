using Muutostieto.Recipient.Loading.People;
using Muutostieto.Recipient.Loading.Tables;
using Muutostieto.Records.Lists;

namespace Muutostieto.Recipient.Loading.Lists;

/// <summary>Deletes the persons removed from the recipient's list: the permit no longer covers them.</summary>
internal sealed class TakenOff(PersonTable persons, GroupTables groups)
{
    /// <returns>How many were deleted. A person removed and added again stays; the delivery has a full record.</returns>
    internal long Remove(IReadOnlyList<ListLine> lines)
    {
        var last = new Dictionary<long, bool>();
        foreach (var line in lines)
        {
            var code = line.Code.ToString();
            if (persons.Named(code) is { } known)
            {
                last[known.Id] = line.IsAdded;
            }
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
