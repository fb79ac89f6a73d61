using Muutostieto.Records.Csv;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;
using Muutostieto.Sqlite;

namespace Muutostieto.Recipient.Loading.Tables;

/// <summary>
/// The table of one layout: a row a group in force. A group that clarifies another is a row of a child table, which references the group it
/// follows.
/// Codes and numbers are text, dates ISO as in the CSV package, an empty field is NULL.
/// </summary>
internal sealed class GroupTable(GroupSpec spec) : IDisposable
{
    private const string Parent =
        "  parent_group TEXT NOT NULL, -- code of the group it clarifies\n  parent_place INTEGER NOT NULL, -- and which of them\n";

    private SqliteStatement? insert;
    private SqliteStatement? select;
    private SqliteStatement? delete;

    internal GroupSpec Spec => spec;

    internal string Name => spec.Name;

    /// <summary>Whether the rows belong to rows of other tables.</summary>
    internal bool IsChild => spec.Clarifies.Count > 0;

    internal string CreateSql =>
        $"""
            CREATE TABLE "{Name}" ( -- {spec.Code} {spec.NameEn} / {spec.NameFi}
              person_id INTEGER NOT NULL,
            {(IsChild ? Parent : "")}  place INTEGER NOT NULL, -- {Order}
              muutos TEXT, -- 1 in force, 0 supplementary
            {string.Concat(spec.Fields.Select(Line))}  PRIMARY KEY ({string.Join(", ", Keys)})
            ) WITHOUT ROWID
            """;

    private string Order => IsChild ? "order behind that group" : "order among the person's groups of this code";

    private static string Line(FieldSpec field) => $"  {Column(field)}, -- {field.Kind}, at most {field.Length} characters\n";

    private string[] Keys => IsChild ? ["person_id", "parent_group", "parent_place", "place"] : ["person_id", "place"];

    internal static string Column(FieldSpec field) => $"\"{field.Name}\" TEXT";

    internal void Prepare(SqliteDatabase connection)
    {
        var fields = string.Concat(spec.Fields.Select(field => $", \"{field.Name}\""));
        var columns = $"{string.Join(", ", Keys)}, muutos{fields}";
        var parameters = string.Join(", ", Enumerable.Range(1, Keys.Length + 1 + spec.Fields.Count).Select(number => $"?{number}"));
        var whose = IsChild ? "person_id = ?1 AND parent_group = ?2" : "person_id = ?1";
        insert = connection.Prepare($"INSERT INTO \"{Name}\" ({columns}) VALUES ({parameters})");
        select = connection.Prepare(
            $"SELECT {(IsChild ? "parent_place, place" : "place, 0")}, muutos{fields} FROM \"{Name}\" WHERE {whose} ORDER BY "
                + $"{string.Join(", ", Keys)}");
        delete = connection.Prepare($"DELETE FROM \"{Name}\" WHERE {whose}");
    }

    /// <summary>Writes a group of a person's state.</summary>
    internal void Insert(long person, string parentCode, int parentPlace, int place, Record record, int group)
    {
        var parameter = 1;
        insert!.Bind(parameter++, person);
        if (IsChild)
        {
            insert.BindText(parameter++, parentCode).Bind(parameter++, parentPlace);
        }

        insert.Bind(parameter++, place).BindText(parameter++, [record.Attribute(group)]);
        Span<byte> iso = stackalloc byte[CsvDates.Longest];
        for (var field = 0; field < spec.Fields.Count; field++)
        {
            var value = record.Value(group, field);
            var dated = spec.Fields[field].Kind == FieldKind.Date ? CsvDates.ToIso(value, iso) : 0;
            insert.BindTextOrNull(parameter++, dated > 0 ? iso[..dated] : value);
        }

        insert.Run();
    }

    /// <summary>Adds the person's groups to a record.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="parentCode">Of which group's children; not looked at for a table that is none of children.</param>
    /// <param name="record">Takes the groups.</param>
    /// <param name="places">Takes where each belongs: the place of the group itself or of its parent, the place behind that, the index in
    /// the record.</param>
    internal void Select(long person, string parentCode, Record record, List<(long Place, long Behind, int Index)> places)
    {
        select!.Bind(1, person);
        if (IsChild)
        {
            select.BindText(2, parentCode);
        }

        Span<byte> digits = stackalloc byte[8];
        while (select.Step())
        {
            var group = record.Add(spec, select.Bytes(2) is [var attribute, ..] ? attribute : ChangeAttribute.Added);
            places.Add((select.Number(0), select.Number(1), group));
            for (var field = 0; field < spec.Fields.Count; field++)
            {
                var value = select.Bytes(3 + field);
                if (!value.IsEmpty)
                {
                    record.Set(group, field, spec.Fields[field].Kind == FieldKind.Date && CsvDates.ToFixed(value, digits) ? digits : value);
                }
            }
        }

        select.Reset();
    }

    /// <summary>Removes the person's rows, of a child table those behind one group.</summary>
    internal void Delete(long person, string parentCode)
    {
        delete!.Bind(1, person);
        if (IsChild)
        {
            delete.BindText(2, parentCode);
        }

        delete.Run();
    }

    public void Dispose()
    {
        insert?.Dispose();
        select?.Dispose();
        delete?.Dispose();
    }
}
