using System.Text.Json;
using System.Text.Json.Nodes;
using Muutostieto.Records.Fixed;

namespace Muutostieto.Interface.Mapping;

/// <summary>A name in the letters of the old files, which are those of ISO-8859-1. Its twin has the name itself.</summary>
internal sealed class OldTextField(string name, string from) : FieldMapping(name)
{
    public override JsonObject Schema => FieldSchema.Text();

    public override bool Has(in GroupPart part) => !part.Value(from).IsEmpty;

    public override void Write(Utf8JsonWriter json, in GroupPart part)
    {
        var value = part.Value(from);
        if (System.Text.Ascii.IsValid(value))
        {
            json.WriteString(Key, value);
        }
        else
        {
            json.WriteString(Key, Latin1Text.Of(value));
        }
    }

    /// <summary>Read first; the twin, which comes after it where there is one, takes its place.</summary>
    public override void Read(JsonElement value, GroupTarget target) => target.Set(from, TextOf(value));
}
