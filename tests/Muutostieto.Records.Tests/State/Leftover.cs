using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;

namespace Muutostieto.Records.Tests.State;

/// <summary>
/// What a product leaves out: group codes, and fields of others as <c>902.alkupv</c>. Written without the bundles of the state itself, to
/// judge them.
/// </summary>
public sealed record Leftover(string[] Codes, string[] Fields)
{
    private const string PermanentAddress = "101";

    /// <summary>Fields that a product may leave out while it has the group: not the ones that distinguish instances, say when they end or
    /// count them.</summary>
    public static bool MayGo(GroupSpec spec, FieldSpec field) =>
        field.Name is not ("loppupv" or "hetu" or "voimassaolo")
        && !Layouts.Catalog.Groups.Any(layout => layout.Code == spec.Code && layout.Key.Contains(field.Name))
        && spec.Code != "015"
        && spec.CountOf?.Field != field.Name
        && !(spec.Key.Count == 0 && field.Index == 0);

    public override string ToString() => $"without {string.Join(' ', Codes)} / {string.Join(' ', Fields)}";

    /// <summary>The record as the product has it: what is left of it, with nothing clarifying that has lost what it clarifies.</summary>
    public Record Of(Record record)
    {
        var left = new Record();
        for (var field = HeaderField.IdentityCode; field <= HeaderField.Role; field++)
        {
            left.Set(field, record[field]);
        }

        // The groups that the next one may clarify, outermost first, and whether they are left.
        var path = new List<(string Code, bool Stays)>();
        for (var group = 0; group < record.GroupCount; group++)
        {
            var spec = record.Spec(group);
            var parent =
                path.Count > 0 && spec.Clarifies.Contains(path[0].Code)
                    ? 0
                    : path.FindLastIndex(before => spec.Clarifies.Contains(before.Code));
            var stays = Has(spec) && (spec.Clarifies.Count == 0 || (parent >= 0 && path[parent].Stays));
            path = spec.Clarifies.Count == 0 ? [] : parent < 0 ? [("", false)] : path[..(parent + 1)];
            path.Add((spec.Code, stays));
            if (stays)
            {
                Copy(record, group, left);
            }
        }

        return left;
    }

    private bool Has(GroupSpec spec)
    {
        // Instances cannot be distinguished without 451 and 452, and the mask in the permanent address covers all addresses.
        var isTied =
            spec.Code is "451" or "452"
            || (spec.Holds is Sensitivity.Address or Sensitivity.Contact
                && Codes.Contains(PermanentAddress)
                && spec.Code != PermanentAddress);
        return spec.Code is "451" or "452" || (!Codes.Contains(spec.Code) && !isTied);
    }

    private void Copy(Record record, int group, Record left)
    {
        var spec = record.Spec(group);
        var copy = left.Copy(record, group, record.Attribute(group));
        foreach (var field in spec.Fields)
        {
            if (Fields.Contains($"{spec}.{field.Name}")
                || (spec.CountOf is { } count && count.Field == field.Name && Codes.Contains(count.Group)))
            {
                left.Set(copy, field.Name, "");
            }
        }
    }
}
