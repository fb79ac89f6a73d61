using System.Text;
using Muutostieto.Records.Identity;
using Muutostieto.Records.Model;
using Muutostieto.Register;
using Muutostieto.Register.Import;

namespace Muutostieto.Interface.Feed;

/// <summary>
/// The persons that a register had before it was loaded once more, and that the source has not shown since. What happened to them before
/// the source's new key is never fetched: an order among it would be lost, so that where they live must be withheld.
/// </summary>
internal sealed class UnseenPersons
{
    private readonly HashSet<string> before = new(StringComparer.Ordinal);
    private HashSet<string> codes = [];

    /// <param name="register">Before the load.</param>
    /// <param name="asked">The codes that the source is asked for; null: the persons of an area.</param>
    public UnseenPersons(IRegister register, IReadOnlyCollection<string>? asked)
    {
        var list = asked?.ToHashSet(StringComparer.Ordinal);
        register.ShowChanged(JournalKey.BeforeEverything, (in VersionRow row) =>
        {
            var code = Encoding.ASCII.GetString(row.IdentityCode);
            if (row is { Alive: true, MergedInto: null }
                && Encoding.ASCII.GetString(row.Municipality) != OutOfSight.Municipality
                && list?.Contains(code) != false)
            {
                before.Add(code);
            }
        });
        Restart();
    }

    /// <summary>Forgets what an answer that broke has shown.</summary>
    public void Restart() => codes = new HashSet<string>(before, StringComparer.Ordinal);

    /// <summary>Notes that the source shows a person.</summary>
    public void Show(Record person)
    {
        if (codes.Count > 0)
        {
            codes.ExceptWith(RecordCodes.Of(person).Own.Prepend(person.Text(HeaderField.IdentityCode)));
        }
    }

    /// <summary>Enters of those who are left that they are out of sight.</summary>
    /// <param name="import">Of the load.</param>
    /// <param name="gone">Makes their records.</param>
    public void Withhold(FeedImport import, OutOfSight gone)
    {
        foreach (var record in codes.Select(gone.Of).Where(record => import.Knows(record.Record)))
        {
            import.Apply(record);
        }
    }
}
