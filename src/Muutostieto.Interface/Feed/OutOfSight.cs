using System.Globalization;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;
using Muutostieto.Register.Import;

namespace Muutostieto.Interface.Feed;

/// <summary>
/// That a person has left the source's sight, as its own pages say it. What happens to the person from then on is not known, an order
/// neither: where they live is withheld.
/// </summary>
/// <param name="layouts">The record layouts.</param>
/// <param name="day">The day of registration.</param>
/// <param name="place">What the person is no longer in; for messages.</param>
internal sealed class OutOfSight(GroupCatalog layouts, DateOnly day, string place)
{
    /// <summary>Marks what the bridge itself entered, and no page.</summary>
    public const string Event = "XFV";

    /// <summary>The value of a municipality that is masked.</summary>
    public const string Municipality = "000";

    private const string Residence = "204";

    public FeedRecord Of(string identityCode)
    {
        var record = new Record();
        record.Set(HeaderField.IdentityCode, identityCode);
        record.Set(HeaderField.Event, Event);
        record.Set(HeaderField.Registered, day.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
        record.Set(HeaderField.Type, [RecordType.Old]);
        record.Set(HeaderField.Role, "1");
        record.Set(record.Add(layouts.Newest(Residence)!, ChangeAttribute.Changed), "kuntanumero", Municipality);
        return new FeedRecord(record, place) { IsMasked = true };
    }
}
