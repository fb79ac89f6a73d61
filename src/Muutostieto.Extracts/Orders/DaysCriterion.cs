using System.Globalization;
using System.Text.Json;
using Muutostieto.Records.Model;

namespace Muutostieto.Extracts.Orders;

/// <summary>
/// A condition on a day, both ends included. Of a date with an unknown month or day all that it may mean must be within; one that is
/// undefined or missing never is.
/// </summary>
internal abstract class DaysCriterion(string name, DateOnly? from, DateOnly? to) : Criterion(name)
{
    /// <summary>Null: no limit.</summary>
    private protected DateOnly? From => from;

    /// <summary>Null: no limit.</summary>
    private protected DateOnly? To => to;

    public override bool Matches(RecordView record, DateOnly day) =>
        Of(record) is var (earliest, latest) && earliest >= (from ?? DateOnly.MinValue) && latest <= (to ?? DateOnly.MaxValue);

    /// <summary>The first and the last day that it may have been; null when nothing is known.</summary>
    private protected abstract (DateOnly Earliest, DateOnly Latest)? Of(RecordView record);

    private protected override void WriteValue(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteEnd(writer, "from", from);
        WriteEnd(writer, "to", to);
        writer.WriteEndObject();
    }

    private static void WriteEnd(Utf8JsonWriter writer, string name, DateOnly? day)
    {
        if (day is { } known)
        {
            writer.WriteString(name, known.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }
    }
}
