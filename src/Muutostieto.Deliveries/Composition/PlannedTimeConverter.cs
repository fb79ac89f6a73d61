using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Muutostieto.Deliveries.Composition;

/// <summary>Planned times to the second with their offset: <c>2026-01-05T02:30:00+02:00</c>.</summary>
internal sealed class PlannedTimeConverter : JsonConverter<DateTimeOffset>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:sszzz";

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DateTimeOffset.ParseExact(reader.GetString()!, Format, CultureInfo.InvariantCulture);

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Text(value));

    internal static string Text(DateTimeOffset value) => value.ToString(Format, CultureInfo.InvariantCulture);
}
