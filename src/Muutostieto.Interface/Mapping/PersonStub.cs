using System.Text.Json;
using Muutostieto.Records.Model;

namespace Muutostieto.Interface.Mapping;

/// <summary>How another person is written.</summary>
/// <param name="Code">The key of the identity code.</param>
/// <param name="Without">The clarifying group of a person without one.</param>
/// <param name="Fields">What is written of a person without one.</param>
/// <param name="Known">Those of the fields that are written of a person with one, each with the group of that person that has it.</param>
internal sealed record PersonStub(
    JsonEncodedText Code, string Without, IReadOnlyList<FieldMapping> Fields, IReadOnlyList<(string Group, FieldMapping Field)> Known)
{
    /// <summary>Writes the object of a person with an identity code.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="code">The code.</param>
    /// <param name="person">What may be said of the person; null where only the code may.</param>
    public void Write(Utf8JsonWriter json, ReadOnlySpan<byte> code, RecordView? person)
    {
        json.WriteStartObject();
        json.WriteString(Code, code);
        if (person is { } record)
        {
            foreach (var (group, field) in Known)
            {
                if (record.IndexOf(group) is var at and >= 0)
                {
                    field.WriteIfAny(json, new GroupPart(record, at, at + 1, IsChange: false, PersonCodes.None, Related: null));
                }
            }
        }

        json.WriteEndObject();
    }
}
