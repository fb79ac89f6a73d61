using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;
using Muutostieto.Sqlite;

namespace Muutostieto.Recipient.Loading.Tables;

/// <summary>All tables of groups: a person's state, or the part of it that a record touches, to and from rows.</summary>
internal sealed class GroupTables : IDisposable
{
    private readonly Dictionary<GroupSpec, GroupTable> bySpec;
    private readonly Dictionary<string, GroupTable[]> heads;
    private readonly Dictionary<string, GroupTable[]> children;
    private readonly Record unordered = new();
    private readonly List<(long Place, long Behind, int Index)> places = [];

    internal GroupTables(GroupCatalog catalog)
    {
        bySpec = catalog.Groups.ToDictionary(spec => spec, spec => new GroupTable(spec));
        All = [.. bySpec.Values];
        heads = All.Where(table => !table.IsChild)
            .GroupBy(table => table.Spec.Code)
            .ToDictionary(tables => tables.Key, tables => tables.ToArray());
        children = heads.Keys.ToDictionary(code => code, ChildrenOf);
        Addresses = [.. heads.Keys.Where(code => heads[code].Any(table => table.Spec.IsCovered))];
        Codes = [.. heads.Keys.Order(StringComparer.Ordinal)];
    }

    internal IReadOnlyList<GroupTable> All { get; }

    /// <summary>Codes of the groups that clarify no other.</summary>
    internal IReadOnlyList<string> Codes { get; }

    /// <summary>Codes of the groups that a non-disclosure order covers.</summary>
    internal IReadOnlyList<string> Addresses { get; }

    internal void Prepare(SqliteDatabase connection)
    {
        foreach (var table in All)
        {
            table.Prepare(connection);
        }
    }

    /// <summary>Adds a person's groups of some codes to a record, in the order of a state.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="codes">Codes in ascending order.</param>
    /// <param name="state">Takes the groups.</param>
    internal void Read(long person, IEnumerable<string> codes, Record state)
    {
        foreach (var code in codes)
        {
            unordered.Clear();
            places.Clear();
            foreach (var table in heads[code])
            {
                table.Select(person, code, unordered, places);
            }

            if (places.Count == 0)
            {
                continue;
            }

            foreach (var table in children[code])
            {
                table.Select(person, code, unordered, places);
            }

            places.Sort();
            foreach (var (_, _, index) in places)
            {
                state.Copy(unordered, index, unordered.Attribute(index));
            }
        }
    }

    /// <summary>Codes of the groups with at least one row, in ascending order: a full scan skips the others.</summary>
    internal IReadOnlyList<string> CodesWithRows(SqliteDatabase connection) =>
        [.. Codes.Where(code => heads[code].Any(table => connection.Number($"SELECT EXISTS (SELECT 1 FROM \"{table.Name}\")") != 0))];

    internal void Delete(long person, IEnumerable<string> codes)
    {
        foreach (var code in codes)
        {
            foreach (var table in heads[code])
            {
                table.Delete(person, code);
            }

            foreach (var table in children[code])
            {
                table.Delete(person, code);
            }
        }
    }

    /// <summary>Writes all groups of a state, of which there are no rows.</summary>
    internal void Insert(long person, Record state)
    {
        var head = "";
        int place = 0, behind = 0;
        for (var group = 0; group < state.GroupCount; group++)
        {
            var table = bySpec[state.Spec(group)];
            if (table.IsChild)
            {
                table.Insert(person, head, place, ++behind, state, group);
                continue;
            }

            place = table.Spec.Code == head ? place + 1 : 1;
            head = table.Spec.Code;
            behind = 0;
            table.Insert(person, head, 0, place, state, group);
        }
    }

    public void Dispose()
    {
        foreach (var table in All)
        {
            table.Dispose();
        }
    }

    /// <summary>Tables of the groups that may follow a group, at any depth.</summary>
    private GroupTable[] ChildrenOf(string code)
    {
        var codes = new HashSet<string> { code };
        var found = new List<GroupTable>();
        while (All.FirstOrDefault(table => !found.Contains(table) && table.Spec.Clarifies.Any(codes.Contains)) is { } next)
        {
            found.Add(next);
            codes.Add(next.Spec.Code);
        }

        return [.. found];
    }
}
