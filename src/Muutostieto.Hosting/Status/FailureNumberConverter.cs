using System.Text.Json;
using System.Text.Json.Serialization;
using Muutostieto.Records;

namespace Muutostieto.Hosting.Status;

/// <summary>Writes a kind of failure as its number, and reads it again.</summary>
internal sealed class FailureNumberConverter : JsonConverter<FailureKind>
{
    public override FailureKind Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        FailureNumber.KindOf(reader.GetInt32());

    public override void Write(Utf8JsonWriter writer, FailureKind value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(FailureNumber.Of(value));
}
