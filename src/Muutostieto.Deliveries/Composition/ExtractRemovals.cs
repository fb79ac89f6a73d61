using System.Text;
using Muutostieto.Disclosure;
using Muutostieto.Records.Model;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Composition;

/// <summary>
/// The identity codes that the extract before had and this one has not, whatever the reason: who moved, died, changed the code, set a ban,
/// became protected or was not drawn again looks the same. Memory grows with the two extracts.
/// </summary>
/// <param name="register">Open for reading.</param>
/// <param name="before">Who had a record in the extract before.</param>
/// <param name="asOf">The key that it is of: their codes are those that it had.</param>
internal sealed class ExtractRemovals(IRegister register, IReadOnlyList<long> before, JournalKey asOf)
{
    private readonly HashSet<string> stay = new(StringComparer.Ordinal);

    /// <summary>Notes a record of this extract.</summary>
    internal void Stays(RecordView record) => stay.Add(record.Text(HeaderField.IdentityCode));

    /// <summary>Names the removed in order of identity code, when all records are noted.</summary>
    internal void Show(DisclosedRecord.Gate gate, Action<long, DisclosedRecord> remove, CancellationToken cancellation)
    {
        var gone = new List<(string Code, long Person)>();
        foreach (var person in before)
        {
            cancellation.ThrowIfCancellationRequested();
            _ = register.Show(person, asOf, (in VersionRow row) =>
            {
                var code = Encoding.ASCII.GetString(row.IdentityCode);
                if (!stay.Contains(code))
                {
                    gone.Add((code, person));
                }
            });
        }

        var record = DisclosedRecord.Gate.NewContainer();
        gone.Sort(static (left, right) => string.CompareOrdinal(left.Code, right.Code));
        foreach (var (_, person) in gone)
        {
            _ = register.Show(person, asOf, (in VersionRow row) => gate.DiscloseRemoval(row, record));
            remove(person, record);
        }
    }
}
