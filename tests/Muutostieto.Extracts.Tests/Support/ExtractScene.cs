using System.Text;
using Muutostieto.Disclosure;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Purposes;
using Muutostieto.Extracts.Orders;
using Muutostieto.Extracts.Sampling;
using Muutostieto.Extracts.Selection;
using Muutostieto.Register;
using Muutostieto.Register.Sqlite;

namespace Muutostieto.Extracts.Tests.Support;

/// <summary>A register of invented persons, and the series from which they are drawn.</summary>
internal sealed class ExtractScene : IDisposable
{
    internal static readonly DateOnly Day = new(2026, 11, 16);

    /// <summary>Everyone of Kajaani and Kuhmo, for research.</summary>
    internal static readonly ExtractOrder Everyone = new()
    {
        Id = "kaikki",
        Permit = "tutkimus",
        Purpose = Purpose.ScientificResearch,
        Content = [new ProductGroup("004", null)],
    };

    internal static readonly DisclosureTerms Terms = new()
    {
        Municipalities = ["205", "290"],
        Groups = [new TermsGroup("004", null)],
    };

    private readonly string folder = Directory.CreateTempSubdirectory("muutostieto-").FullName;
    private readonly Dictionary<int, long> ids = [];

    /// <param name="persons">Entered in this order: their ids are 1, 2 and so on.</param>
    internal ExtractScene(params IEnumerable<Someone> persons)
    {
        using (var loader = SqliteRegister.Create(Path, new RegisterOrigin(RegisterKind.Synthetic), TimeProvider.System))
        {
            loader.Complete();
        }

        Register = SqliteRegister.OpenRead(Path);
        Enter(persons);
        Keys = new SeriesKeys(NoDisk.Instance, System.IO.Path.Combine(folder, "series"));
        Directory.CreateDirectory(System.IO.Path.Combine(folder, "series"));
        var key = Convert.ToBase64String([.. Enumerable.Range(0, SeriesKey.Length).Select(index => (byte)index)]);
        File.WriteAllText(System.IO.Path.Combine(folder, "series", "sarja.key"), key);
    }

    internal IRegister Register { get; }

    /// <summary>Has the series <c>sarja</c>, whose key is the same in all scenes.</summary>
    internal SeriesKeys Keys { get; }

    private string Path => System.IO.Path.Combine(folder, "register.db");

    internal long IdOf(Someone person) => ids[person.Number];

    /// <summary>Enters the persons as they are now: new ones and changed ones.</summary>
    internal void Enter(params IEnumerable<Someone> persons)
    {
        using var writer = SqliteRegister.OpenWrite(Path);
        using var transaction = writer.Begin();
        foreach (var person in persons)
        {
            var version = TestRegister.Person(person.Document) with
            {
                PersonId = ids.TryGetValue(person.Number, out var id) ? id : null,
            };
            ids[person.Number] = transaction
                .Append(new NewEntry("XXX", "20261101", "1", "1", Encoding.UTF8.GetBytes(person.Document), version))
                .PersonId;
        }

        transaction.Commit();
    }

    /// <summary>Merges a person into another one, whose data it is from then on.</summary>
    internal void Merge(Someone person, Someone into)
    {
        using var writer = SqliteRegister.OpenWrite(Path);
        using var transaction = writer.Begin();
        var version = TestRegister.Person(into.Document) with
        {
            PersonId = IdOf(into),
            MergedPersons = [IdOf(person)],
            FormerCodes = [person.IdentityCode],
        };
        transaction.Append(new NewEntry("XXX", "20261101", "1", "1", Encoding.UTF8.GetBytes(into.Document), version));
        transaction.Commit();
    }

    internal ExtractChoice Choose(
        ExtractOrder order,
        DisclosureTerms? terms = null,
        DataUser user = DataUser.Authority,
        JournalKey? asOf = null,
        IReadOnlySet<long>? excluded = null,
        IReadOnlySet<long>? cases = null) =>
        OrderSelection.Choose(
            Register,
            Layouts.Catalog,
            new SelectionRequest
            {
                Order = order,
                Terms = terms ?? Terms,
                User = user,
                Day = Day,
                JudgedOn = Day,
                AsOf = asOf ?? Register.LatestKey(),
                JudgedAt = Register.LatestKey(),
                Named = new NamedPersons { Excluded = excluded ?? new HashSet<long>(), Cases = cases ?? new HashSet<long>() },
            },
            Protection.Of(Register, asOf ?? Register.LatestKey(), Register.LatestKey(), LateOrder.Mask),
            Keys);

    /// <summary>The numbers of the persons chosen, in order of delivery.</summary>
    internal IEnumerable<int> Numbers(ExtractChoice choice) => choice.Units.Select(id => ids.Single(pair => pair.Value == id).Key);

    public void Dispose()
    {
        Register.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
