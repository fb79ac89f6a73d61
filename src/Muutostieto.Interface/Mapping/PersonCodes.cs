using Muutostieto.Records.Model;

namespace Muutostieto.Interface.Mapping;

/// <summary>The identity codes that a record gives of its person.</summary>
/// <param name="Active">The one in force; empty when the record does not say.</param>
/// <param name="Former">Those that are not in force any more, in the record's order.</param>
internal sealed record PersonCodes(string Active, IReadOnlyList<string> Former)
{
    private const string IdentityCodes = "001";

    private static ReadOnlySpan<byte> InForce => "1"u8;

    public static PersonCodes None { get; } = new("", []);

    public static PersonCodes Of(RecordView record)
    {
        if (record.IndexOf(IdentityCodes) < 0)
        {
            return None;
        }

        var (active, former) = ("", new List<string>());
        for (var group = record.IndexOf(IdentityCodes); group >= 0; group = record.IndexOf(IdentityCodes, group + 1))
        {
            if (record.Attribute(group) is ChangeAttribute.Deleted or ChangeAttribute.ToBeCorrected)
            {
                continue;
            }

            var code = record.Text(group, "hetu");
            if (record.Value(group, "voimassaolo").SequenceEqual(InForce))
            {
                active = code;
            }
            else
            {
                former.Add(code);
            }
        }

        return new PersonCodes(active, former);
    }
}
