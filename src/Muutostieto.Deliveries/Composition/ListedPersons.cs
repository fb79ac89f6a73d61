using Muutostieto.Disclosure.Windows;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Composition;

/// <summary>The persons of a recipient's list as of a key, living or dead. Memory grows with the list, not with the population.</summary>
internal sealed class ListedPersons(IRegister register, JournalKey asOf)
{
    /// <summary>Shows each person once, in byte order of identity code. Persons not yet registered and persons merged into others are not
    /// shown.</summary>
    internal void Show(ListWindow list, VersionVisitor visit, CancellationToken cancellation)
    {
        var order = new List<(string Code, long Person)>(list.Members.Count);
        foreach (var person in list.Members)
        {
            cancellation.ThrowIfCancellationRequested();
            register.Show(person, asOf, (in VersionRow row) =>
            {
                if (row.MergedInto is null)
                {
                    order.Add((System.Text.Encoding.ASCII.GetString(row.IdentityCode), person));
                }
            });
        }

        order.Sort(static (left, right) => string.CompareOrdinal(left.Code, right.Code));
        foreach (var (_, person) in order)
        {
            cancellation.ThrowIfCancellationRequested();
            register.Show(person, asOf, visit);
        }
    }
}
