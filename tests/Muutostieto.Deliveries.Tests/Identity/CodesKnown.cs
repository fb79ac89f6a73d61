using Muutostieto.Records.Model;

namespace Muutostieto.Deliveries.Tests.Identity;

/// <summary>The codes of a register: in force, former ones of any person, and those reassigned from one person to another.</summary>
internal sealed record CodesKnown(IReadOnlyList<string> InForce, IReadOnlyList<string> Former, IReadOnlyList<string> Given);

/// <summary>Short ways to make a record.</summary>
internal static class RecordMaking
{
    internal static Record Code(this Record record, char attribute, string code, char validity) =>
        record.With("001", attribute, ("hetu", code), ("voimassaolo", $"{validity}"));

    internal static Record With(this Record record, string code, char attribute, params (string Field, string Value)[] fields)
    {
        var group = record.Add(Layouts.Catalog.Newest(code)!, (byte)attribute);
        foreach (var (field, value) in fields)
        {
            record.Set(group, field, value);
        }

        return record;
    }
}
