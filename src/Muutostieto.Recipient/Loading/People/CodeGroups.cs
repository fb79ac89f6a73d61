using Muutostieto.Records.Model;

namespace Muutostieto.Recipient.Loading.People;

/// <summary>What the groups 001 of a record say of identity codes.</summary>
internal readonly record struct CodeGroups
{
    private const string Group = "001";

    private CodeGroups(List<string> own, List<string> deleted)
    {
        Own = own;
        Deleted = deleted;
    }

    /// <summary>Codes that are the person's, in force or not.</summary>
    internal IReadOnlyList<string> Own { get; }

    /// <summary>Codes that are said not to have been the person's.</summary>
    internal IReadOnlyList<string> Deleted { get; }

    internal static CodeGroups Of(Record record)
    {
        List<string> own = [], deleted = [];
        for (var group = record.IndexOf(Group); group >= 0; group = record.IndexOf(Group, group + 1))
        {
            if (record.Text(group, "hetu") is { Length: > 0 } code)
                (record.Attribute(group) is ChangeAttribute.Deleted or ChangeAttribute.ToBeCorrected ? deleted : own).Add(code);
        }

        deleted.RemoveAll(own.Contains);
        return new CodeGroups(own, deleted);
    }
}
