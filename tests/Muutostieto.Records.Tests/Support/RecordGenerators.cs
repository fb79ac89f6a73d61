using FsCheck;
using FsCheck.Fluent;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;

namespace Muutostieto.Records.Tests.Support;

/// <summary>Random records of any groups of the layouts, with every kind of value a field can have.</summary>
public static class RecordGenerators
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzåäöÅÄÖÉü -'.;\"\\,=@+";

    public static Arbitrary<Record> Records() => Arb.From(
        from groups in Gen.ListOf(Group(Layouts.Catalog.Groups.Where(spec => spec.IsNewest).ToArray())).Resize(12)
        from head in Gen.Elements("010190-900X", "311299A999Y", "290204Y950K")
        from kind in Gen.Elements("XXX", "XCM", "XRK")
        from type in Gen.Elements("0", "1", "J")
        select Build(head, kind, type, groups.DefaultIfEmpty((Layouts.Catalog.Newest("003")!, "1", ["2"]))));

    private static Gen<(GroupSpec Spec, string Attribute, string[] Values)> Group(GroupSpec[] specs) =>
        from spec in Gen.Elements(specs)
        from attribute in Gen.Elements("0", "1", "3", "4", "5", "6")
        from values in Gen.CollectToArray(spec.Fields, Value)
        select (spec, attribute, values);

    private static Gen<string> Value(FieldSpec field) => Gen.OneOf(Gen.Constant(""), Filled(field));

    private static Gen<string> Filled(FieldSpec field) =>
        field.Kind switch
        {
            FieldKind.Date => Gen.Elements("20170222", "19660500", "19710000", "99990000", "00000101", "20240229"),
            FieldKind.Number => Gen.ArrayOf(Gen.Choose('0', '9').Select(digit => (char)digit), field.Length)
                .Select(digits => Empty(new string(digits))),
            FieldKind.IdentityCode => Gen.Elements("010190-900X", "311299A999Y"),
            FieldKind.CharacterFlags => Gen.Elements("", "1"),
            FieldKind.Code => Gen.ArrayOf(Gen.Elements("ABCxyz0123".ToCharArray()), field.Length).Select(letters => new string(letters)),
            _ => Gen.ArrayOf(Gen.Elements(Letters.ToCharArray()))
                .Resize(Math.Min(field.Length, 30))
                .Select(letters => Fit(new string(letters), field.Length)),
        };

    private static string Empty(string digits) => digits.All(digit => digit == '0') ? "" : digits;

    private static string Fit(string text, int length) => (text.Length > length ? text[..length] : text).TrimEnd(' ');

    private static Record Build(
        string identityCode,
        string kind,
        string type,
        IEnumerable<(GroupSpec Spec, string Attribute, string[] Values)> groups)
    {
        var record = new Record();
        record.Set(HeaderField.IdentityCode, identityCode);
        record.Set(HeaderField.Event, kind);
        record.Set(HeaderField.Registered, "20261116");
        record.Set(HeaderField.Type, type);
        record.Set(HeaderField.Role, "1");
        foreach (var (spec, attribute, values) in groups)
        {
            var group = record.Add(spec, (byte)attribute[0]);
            foreach (var field in spec.Fields)
            {
                record.Set(group, field.Name, values[field.Index]);
            }
        }

        return record;
    }
}
