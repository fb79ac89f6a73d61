using Muutostieto.Records.Model;
using Muutostieto.Records.State;

namespace Muutostieto.Records.Tests.Support;

/// <summary>
/// Records and states as short texts: code, version and change attribute, then the fields: <c>2041 kuntanumero=205; muuttopv=20200101</c>,
/// <c>305v1 1 …</c>.
/// </summary>
internal static class Notified
{
    internal const string Code = "010190-900X";

    internal static Record Base(params string[] groups) => Record("1", groups);

    internal static Record Change(params string[] groups) => Record("0", groups);

    internal static Record Record(string type, params string[] groups)
    {
        var record = new Record();
        record.Set(HeaderField.IdentityCode, Code);
        record.Set(HeaderField.Event, "XCF");
        record.Set(HeaderField.Registered, "20260301");
        record.Set(HeaderField.Type, type);
        record.Set(HeaderField.Role, "1");
        foreach (var group in groups)
        {
            Add(record, group);
        }

        return record;
    }

    /// <summary>The state that a base line and the changes after it leave.</summary>
    internal static PersonState State(IEnumerable<string> start, params string[][] changes)
    {
        var state = new PersonState();
        state.Apply(Base([.. start]));
        foreach (var change in changes)
        {
            state.Apply(Change(change));
        }

        return state;
    }

    internal static string[] Groups(PersonState state) =>
        [.. Enumerable.Range(0, state.Groups.GroupCount).Select(group => Group(state.Groups, group))];

    private static string Group(Record record, int group)
    {
        var spec = record.Spec(group);
        var fields = spec
            .Fields.Where(field => !record.Value(group, field.Index).IsEmpty)
            .Select(field => $"{field.Name}={record.Text(group, field.Name)}");
        var version = spec.IsNewest ? "" : $"v{spec.Version} ";
        return $"{spec.Code}{version}{(char)record.Attribute(group)} {string.Join("; ", fields)}".TrimEnd();
    }

    private static void Add(Record record, string told)
    {
        var version = told[3] == 'v' ? told[4] - '0' : 0;
        var rest = version > 0 ? told[6..] : told[3..];
        var spec = version > 0 ? Layouts.Catalog.Version(told[..3], version)! : Layouts.Catalog.Newest(told[..3])!;
        var group = record.Add(spec, (byte)rest[0]);
        foreach (var field in rest[1..].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            record.Set(group, field[..field.IndexOf('=')], field[(field.IndexOf('=') + 1)..]);
        }
    }
}
