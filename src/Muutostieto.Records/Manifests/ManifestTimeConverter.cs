using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Muutostieto.Records.Manifests;

/// <summary>Writes times to the second with their offset: <c>2026-01-05T02:30:00+02:00</c>. Reads any ISO time with an offset.</summary>
public sealed class ManifestTimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(Text(value));
    }

    /// <summary>The time as a manifest has it.</summary>
    public static string Text(DateTimeOffset value) => value.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
