using System.Text;
using Muutostieto.Records.Json;
using Muutostieto.Records.Model;

namespace Muutostieto.Register.Import;

/// <summary>
/// Makes of a line of a base what the register keeps: the same record with its groups in the order of a state document, and what stands in columns.
/// A container to be used again and again.
/// </summary>
internal sealed class BaseRecord : IDisposable
{
    private const string UntilFurtherNotice = "99990000";

    private readonly Record ordered = new();
    private readonly List<(string Code, int First, int Count)> blocks = [];
    private readonly JsonRecordWriter json = new();

    /// <summary>All codes of the person: the header's first, then those of the groups 001.</summary>
    public List<string> Codes { get; } = [];

    /// <summary>Replaces what this holds by what the record says.</summary>
    /// <returns>What is wrong with the record for a base, with a short name of the kind; null when nothing is.</returns>
    public (string Kind, string Message)? Take(Record record)
    {
        if (record.Type == RecordType.Continuation) return ("continuation", "a continuation line that continues nothing");
        if (record.Type != RecordType.New) return ("record-type", "not a record of a base: expected the type 1. Changes are not imported from a base file");
        var code = record.Text(HeaderField.IdentityCode);
        if (!IsCode(code)) return ("identity-code", "the header's identity code does not have 11 characters");
        Codes.Clear();
        Codes.Add(code);
        Order(record);
        return CheckGroups();
    }

    /// <summary>The entry that the record becomes, for a person known or new.</summary>
    public NewEntry ToEntry(long? personId) => new(
        ordered.Text(HeaderField.Event),
        ordered.Text(HeaderField.Registered),
        ordered.Text(HeaderField.Type),
        ordered.Text(HeaderField.Role),
        json.Write(ordered).ToArray(),
        new NewVersion
        {
            PersonId = personId,
            IdentityCode = Codes[0],
            FormerCodes = Codes[1..],
            Municipality = Municipality,
            Alive = ordered.IndexOf("013") < 0,
            NonDisclosureEnd = NonDisclosureEnd,
            Document = json.WriteState(ordered).ToArray(),
        });

    /// <summary>Number of the municipality of residence; empty when there is none.</summary>
    public string Municipality => ordered.IndexOf("204") is var group and >= 0 ? ordered.Text(group, "kuntanumero") : "";

    /// <summary>An order without an end date counts as one until further notice: the careful reading.</summary>
    private string? NonDisclosureEnd => ordered.IndexOf("015") is var group and >= 0
        ? ordered.Text(group, "paattymispv") is { Length: > 0 } end ? end : UntilFurtherNotice
        : null;

    public void Dispose() => json.Dispose();

    private static bool IsCode(string code) => code.Length == NewVersion.IdentityCodeLength && Ascii.IsValid(code);

    /// <summary>Ascending codes, clarifying groups behind what they clarify, groups of one code as they came.</summary>
    private void Order(Record record)
    {
        blocks.Clear();
        for (var group = 0; group < record.GroupCount; group++)
        {
            if (record.Spec(group).Clarifies.Count > 0 && blocks.Count > 0) blocks[^1] = blocks[^1] with { Count = blocks[^1].Count + 1 };
            else blocks.Add((record.Spec(group).Code, group, 1));
        }

        ordered.Clear();
        for (var field = HeaderField.IdentityCode; field <= HeaderField.Role; field++) ordered.Set(field, record[field]);
        // OrderBy keeps the order of equals, which List.Sort would not.
        foreach (var block in blocks.OrderBy(block => block.Code, StringComparer.Ordinal))
        {
            for (var group = block.First; group < block.First + block.Count; group++) ordered.Copy(record, group, record.Attribute(group));
        }
    }

    private (string Kind, string Message)? CheckGroups()
    {
        for (var group = 0; group < ordered.GroupCount; group++)
        {
            // The reader has told already what it could not take apart.
            if (ordered.Spec(group).IsRaw) continue;
            if (ordered.Attribute(group) is not (ChangeAttribute.Added or ChangeAttribute.Supplementary))
                return ("change-attribute", $"group {ordered.Spec(group)} has a change attribute other than 1 and 0, which a base does not have");
            if (ordered.Spec(group).Code != "001") continue;
            var code = ordered.Text(group, "hetu");
            if (!IsCode(code)) return ("identity-code", "a group 001 whose identity code does not have 11 characters");
            if (!Codes.Contains(code)) Codes.Add(code);
        }

        if (Municipality is { Length: > 0 } municipality && !IsDigits(municipality, 3))
            return ("municipality", "the municipality of residence (group 204) is not a number of three digits");
        if (NonDisclosureEnd is { } end && !IsDigits(end, 8))
            return ("non-disclosure-end", "the end of the non-disclosure order (group 015) is not a day of eight digits");
        return null;
    }

    private static bool IsDigits(string value, int length) => value.Length == length && value.All(char.IsAsciiDigit);
}
