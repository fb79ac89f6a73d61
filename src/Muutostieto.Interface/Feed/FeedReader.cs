using System.Text;
using System.Text.Json;
using Muutostieto.Interface.Json;
using Muutostieto.Interface.Mapping;
using Muutostieto.Records.Model;
using Muutostieto.Register.Import;

namespace Muutostieto.Interface.Feed;

/// <summary>Turns elements of a source into records to be entered.</summary>
internal sealed class FeedReader(InterfaceCatalog catalog)
{
    private readonly PersonReader reader = new(catalog);

    /// <summary>A whole person of base data.</summary>
    /// <exception cref="FormatException">It is no element of base data; the message names the place.</exception>
    public FeedRecord Base(JsonElement element, DateOnly day, string place) =>
        At(place, () => Of(reader.ReadBase(element, day), place));

    /// <summary>A change; one that is a whole person becomes a record of a new person, which replaces what is known.</summary>
    /// <exception cref="FormatException">It is no element of changes; the message names the place.</exception>
    public FeedRecord Change(JsonElement element, string place) =>
        At(
            place,
            () =>
            {
                var read = reader.ReadChange(element);
                return Of(read.IsWhole ? read with { Record = Whole(read.Record) } : read, place);
            });

    private static Record Whole(Record change)
    {
        var record = new Record();
        for (var field = HeaderField.IdentityCode; field <= HeaderField.Role; field++)
        {
            record.Set(field, change[field]);
        }

        record.Set(HeaderField.Type, [RecordType.New]);
        for (var group = 0; group < change.GroupCount; group++)
        {
            var attribute = change.Attribute(group);
            record.Copy(change, group, attribute == ChangeAttribute.Changed ? ChangeAttribute.Added : attribute);
        }

        return record;
    }

    private static FeedRecord Of(ReadPerson read, string place) =>
        new(read.Record, place) { IsMasked = read.IsMasked, Kept = read.Kept };

    private static FeedRecord At(string place, Func<FeedRecord> read)
    {
        try
        {
            return read();
        }
        catch (FormatException failure)
        {
            throw new FormatException($"{place}.{failure.Message}", failure);
        }
        catch (InvalidOperationException failure) when (failure.InnerException is null or DecoderFallbackException)
        {
            // Half of a surrogate pair, or bytes that are no UTF-8.
            throw new FormatException($"{place}: a text that is no Unicode", failure);
        }
    }
}
