
namespace Muutostieto.Register.Sql;

/// <summary>What the nightly job asks, and what disclosure asks about every person who has been under a non-disclosure order.</summary>
internal abstract partial class SqlRegisterReader
{
    public IReadOnlyList<string> CodesEverProtected()
    {
        // Rows that have an order are few; the column that marks them lies in the scan index.
        using var row = database.Prepare(
            $"SELECT DISTINCT person FROM version{database.By("version_scan")} WHERE ban_end IS NOT NULL");
        return CodesOf(Numbers(row));
    }

    public IReadOnlySet<long> EverProtected(JournalKey until)
    {
        using var row = database.Prepare(
            $"SELECT DISTINCT person FROM version{database.By("version_scan")} WHERE ban_end IS NOT NULL AND from_key <= ?1");
        var persons = Numbers(row.Bind(1, until.Value)).ToHashSet();
        foreach (var merged in persons.ToList())
        {
            long? person = merged;
            while (person is { } one)
            {
                persons.Add(one);
                person = null;
                Show(one, until, (in VersionRow version) => person = version.MergedInto);
            }
        }

        return persons;
    }

    public abstract void ShowChanged(JournalKey after, VersionVisitor visit);

    public IReadOnlyList<long> Ended(string day)
    {
        if (!HasNotes())
        {
            return [];
        }

        using var row = database.Prepare("SELECT person FROM noted_end WHERE day <= ?1 ORDER BY person");
        return Numbers(row.BindText(1, day));
    }

    public IReadOnlyList<long> RelatedTo(string identityCode)
    {
        if (!HasNotes())
        {
            return [];
        }

        using var row = database.Prepare("SELECT person FROM noted_relation WHERE code = ?1 ORDER BY person");
        return Numbers(row.BindText(1, identityCode));
    }

    public long SharingDwellingWithProtected() =>
        !HasNotes()
            ? 0
            : database.Number(
                $"""
                WITH hidden(person) AS MATERIALIZED (
                  SELECT person FROM version{database.By("version_ban")} WHERE ban_end IS NOT NULL AND to_key IS NULL AND alive = 1
                      AND merged_into IS NULL)
                SELECT count(DISTINCT other.person) FROM hidden
                {database.OrderedJoin} noted_place own ON own.person = hidden.person
                {database.OrderedJoin} noted_place other ON other.place = own.place
                {database.OrderedJoin} version ON version.person = other.person AND version.to_key IS NULL
                WHERE version.ban_end IS NULL AND version.alive = 1 AND version.merged_into IS NULL
                """
            );

    public long RelationsToUnknown() =>
        !HasNotes()
            ? 0
            : database.Number(
                "SELECT count(*) FROM noted_relation WHERE NOT EXISTS (SELECT 1 FROM identity_code WHERE identity_code.code = "
                    + "noted_relation.code)");

    public IReadOnlyList<string> CodesOf(IReadOnlyCollection<long> persons)
    {
        using var merger = database.Prepare(RegisterQueries.Mergers);
        var survivors = new Dictionary<long, long>();
        while (merger.Step())
        {
            survivors.Add(merger.Number(0), merger.Number(1));
        }

        using var row = database.Prepare($"SELECT code FROM identity_code WHERE person IN ({database.NumbersOf(1)})");
        return Texts(row.BindText(1, $"[{string.Join(',', MergedPersons.With(persons, survivors))}]"));
    }

    public JournalKey NotedUntil() =>
        HasNotes() ? new(database.Number("SELECT coalesce(max(until_key), 0) FROM noted")) : JournalKey.BeforeEverything;

    private bool HasNotes() => database.HasTable("noted");

    private static List<long> Numbers(ISqlStatement row)
    {
        var numbers = new List<long>();
        while (row.Step())
        {
            numbers.Add(row.Number(0));
        }

        return numbers;
    }

    private static List<string> Texts(ISqlStatement row)
    {
        var texts = new List<string>();
        while (row.Step())
        {
            texts.Add(row.Text(0));
        }

        return texts;
    }
}
