using Muutostieto.Records.Model;

namespace Muutostieto.Records.Identity;

/// <summary>What the groups 001 of a record say of identity codes.</summary>
public sealed class RecordCodes
{
    /// <summary>The group of identity codes.</summary>
    public const string Group = "001";

    private const string Passive = "2";
    private readonly List<string> own = [];
    private readonly List<string> deleted = [];
    private readonly List<string> inForce = [];
    private readonly List<(string Code, byte Attribute)> passivated = [];

    private RecordCodes()
    {
    }

    /// <summary>Codes that are the person's, in force or not.</summary>
    public IReadOnlyList<string> Own => own;

    /// <summary>Those of them that the record does not say to be passive.</summary>
    public IReadOnlyList<string> InForce => inForce;

    /// <summary>Those of them that the record says to be passive, and with which attribute.</summary>
    public IReadOnlyList<(string Code, byte Attribute)> Passivated => passivated;

    /// <summary>Codes that are said not to have been the person's.</summary>
    public IReadOnlyList<string> Deleted => deleted;

    /// <summary>Reads them from a record.</summary>
    public static RecordCodes Of(Record record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var codes = new RecordCodes();
        for (var group = record.IndexOf(Group); group >= 0; group = record.IndexOf(Group, group + 1))
        {
            if (record.Text(group, "hetu") is { Length: > 0 } code)
            {
                codes.Add(code, record.Attribute(group), record.Text(group, "voimassaolo"));
            }
        }

        codes.deleted.RemoveAll(codes.own.Contains);
        return codes;
    }

    private void Add(string code, byte attribute, string validity)
    {
        if (attribute is ChangeAttribute.Deleted or ChangeAttribute.ToBeCorrected)
        {
            deleted.Add(code);
            return;
        }

        own.Add(code);
        if (validity == Passive)
        {
            passivated.Add((code, attribute));
        }
        else
        {
            inForce.Add(code);
        }
    }
}
