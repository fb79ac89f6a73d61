using FsCheck;
using FsCheck.Fluent;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;
using Muutostieto.Records.Tests.Support;

namespace Muutostieto.Records.Tests.State;

/// <summary>
/// Random lives whose groups meet: every field has few values, so that endings, corrections and deletions find what they are about, or just
/// miss it. Groups come in any order and with any attribute; clarifying ones mostly, but not always, behind what they clarify.
/// </summary>
public static class LifeGenerators
{
    private static readonly GroupSpec[] Specs = [.. Layouts.Catalog.Groups];
    private static readonly string[] Dates = ["20200101", "20260228", "20260301", "20270101", "99990000"];

    public static Arbitrary<Life> Lives() =>
        Arb.From(
            from first in RecordOf("1")
            from changes in Gen.ListOf(
                    from type in Gen.Frequency((8, Gen.Constant("0")), (1, Gen.Constant("J")), (1, Gen.Constant("1")))
                    from record in RecordOf(type)
                    select record)
                .Resize(5)
            select new Life(first, [.. changes]),
            Shrink);

    public static Arbitrary<Leftover> Leftovers() =>
        Arb.From(
            from codes in Gen.SubListOf(Specs.Select(spec => spec.Code).Distinct().ToArray())
            from fields in Gen.SubListOf(
                Specs
                    .SelectMany(spec => spec.Fields.Where(field => Leftover.MayGo(spec, field)).Select(field => $"{spec}.{field.Name}"))
                    .ToArray())
            select new Leftover([.. codes], [.. fields]));

    private static IEnumerable<Life> Shrink(Life life)
    {
        for (var record = 0; record < life.Changes.Length; record++)
        {
            yield return life with { Changes = [.. life.Changes.Where((_, at) => at != record)] };
        }

        foreach (var smaller in Without(life.First))
        {
            yield return life with { First = smaller };
        }

        for (var record = 0; record < life.Changes.Length; record++)
        {
            foreach (var smaller in Without(life.Changes[record]))
            {
                yield return life with { Changes = [.. life.Changes.Select((old, at) => at == record ? smaller : old)] };
            }
        }
    }

    private static IEnumerable<Record> Without(Record record)
    {
        for (var group = 0; group < record.GroupCount; group++)
        {
            var smaller = new Record();
            smaller.CopyFrom(record);
            smaller.RemoveAt(group);
            yield return smaller;
        }
    }

    // A few codes a life, so that several groups of one code are the rule.
    private static Gen<Record> RecordOf(string type) =>
        from bundles in Gen.ListOf(Gen.Frequency((4, Bundle()), (1, Few().Select(one => new[] { one })))).Resize(10)
        select Build(type, bundles.SelectMany(groups => groups));

    private static Gen<(GroupSpec, byte, string[])[]> Bundle() =>
        from spec in Gen.Elements(Specs.Where(spec => spec.Clarifies.Count == 0).ToArray())
        from head in Group(spec)
        from clarifying in Gen.ListOf(Clarifying(spec)).Resize(4)
        select clarifying.SelectMany(groups => groups).Prepend(head).ToArray();

    private static Gen<(GroupSpec, byte, string[])[]> Clarifying(GroupSpec head)
    {
        var own = Specs.Where(spec => spec.Clarifies.Contains(head.Code)).ToArray();
        return own.Length == 0
            ? Gen.Constant(Array.Empty<(GroupSpec, byte, string[])>())
            : from spec in Gen.Elements(own)
              from one in Group(spec)
              from deeper in Gen.Frequency((2, Gen.Constant(Array.Empty<(GroupSpec, byte, string[])>())), (1, Clarifying(spec)))
              select deeper.Prepend(one).ToArray();
    }

    private static Gen<(GroupSpec, byte, string[])> Few() => Gen.Elements(Specs).SelectMany(Group);

    private static Gen<(GroupSpec, byte, string[])> Group(GroupSpec spec) =>
        from attribute in Gen.Elements("0111334566".ToCharArray())
        from isBlank in Gen.Frequency((8, Gen.Constant(false)), (1, Gen.Constant(true)))
        from values in Gen.CollectToArray(spec.Fields, field => Value(spec, field))
        select (spec, (byte)attribute, isBlank ? new string[values.Length] : values);

    private static Gen<string> Value(GroupSpec spec, FieldSpec field)
    {
        var some = field.Kind switch
        {
            FieldKind.Date => Gen.Elements(Dates),
            FieldKind.Number => Gen.Elements("1", "2").Select(digit => digit.PadLeft(field.Length, '0')),
            FieldKind.IdentityCode => Gen.Elements("010190-900X", "010190-9021", "010170-906B"),
            FieldKind.CharacterFlags => Gen.Elements("", "1"),
            FieldKind.Code => Gen.Elements("1", "2", "05").Select(code => code.Length > field.Length ? code[..field.Length] : code),
            _ => Gen.Elements("A", "B", field.Name == "katu_fi" ? "***" : "B"),
        };

        // What a group is about is never empty unless all is: a product that leaves out a field leaves something of the group.
        return field.Index == 0 || (spec.Key.Count > 0 && spec.Key[0] == field.Name) ? some : Gen.OneOf(Gen.Constant(""), some);
    }

    private static Record Build(string type, IEnumerable<(GroupSpec Spec, byte Attribute, string[] Values)> groups)
    {
        var record = Notified.Record(type);
        foreach (var (spec, attribute, values) in groups)
        {
            var group = record.Add(spec, attribute);
            foreach (var field in spec.Fields)
            {
                record.Set(group, field.Name, values[field.Index] ?? "");
            }
        }

        return record;
    }
}
