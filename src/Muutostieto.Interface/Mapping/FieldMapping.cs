using System.Text.Json;
using System.Text.Json.Nodes;

namespace Muutostieto.Interface.Mapping;

/// <summary>One field of an object of the interface: what of a group it is written from, and read back into.</summary>
internal abstract class FieldMapping(string name)
{
    public string Name { get; } = name;

    /// <summary>Whether a group without it is not served.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether it says again what another field says, and is not read.</summary>
    public bool IsDerived { get; init; }

    public bool InBase { get; init; } = true;

    public bool InChanges { get; init; } = true;

    protected JsonEncodedText Key { get; } = JsonEncodedText.Encode(name);

    /// <summary>The JSON schema of the value: a new object each time.</summary>
    public abstract JsonObject Schema { get; }

    /// <summary>Whether the group has something to write. An absent value has no key.</summary>
    public abstract bool Has(in GroupPart part);

    /// <summary>Writes key and value; called only where <see cref="Has"/> says so.</summary>
    public abstract void Write(Utf8JsonWriter json, in GroupPart part);

    /// <summary>
    /// Writes key and value where there is something: for fields that would otherwise look for the same value in <see cref="Has"/> and in
    /// <see cref="Write"/>.
    /// </summary>
    public virtual void WriteIfAny(Utf8JsonWriter json, in GroupPart part)
    {
        if (Has(part))
        {
            Write(json, part);
        }
    }

    /// <summary>Reads the value, whose key is there.</summary>
    public abstract void Read(JsonElement value, GroupTarget target);

    /// <summary>What is read when the key is not there.</summary>
    public virtual void ReadAbsent(GroupTarget target)
    {
    }

    /// <summary>How a value that came fits: what does not fit whole is kept as it came, or refused.</summary>
    public FieldFit Fit(JsonElement value) => value.ValueKind == JsonValueKind.Null ? FieldFit.Whole : FitOf(value);

    /// <summary>The same of a value that is not null: any text or number fits, unless the field says otherwise.</summary>
    protected virtual FieldFit FitOf(JsonElement value) => TextOf(value) is null ? FieldFit.Malformed : FieldFit.Whole;

    /// <summary>A text or number of the interface as text; null for any other kind of value.</summary>
    protected static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };
}
