using System.Globalization;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Identity;
using Muutostieto.Records.Json;
using Muutostieto.Records.Model;
using Muutostieto.Records.State;
using Muutostieto.Records.Tests.Support;
using Muutostieto.Register;
using Muutostieto.Register.Sqlite;

namespace Muutostieto.Deliveries.Tests.Convergence;

/// <summary>
/// A real register of a few persons to whom anything may happen in any order. Every street, e-mail and dwelling occurs once, so that whoever finds
/// one in a file knows whose it is and when it was so.
/// </summary>
internal sealed class RandomLife : IDisposable
{
    /// <summary>Marks entries that change an occupation and nothing else, for products that have none.</summary>
    internal const string OccupationEvent = "XQQ";

    private static readonly string[] Municipalities = ["205", "290", "765", "091"];
    private readonly string folder = Directory.CreateTempSubdirectory("muutostieto-").FullName;
    private readonly Random random;
    private readonly IRegisterWriter writer;
    private readonly List<long> persons = [];
    private readonly JsonRecordReader reader = new(Layouts.Catalog);
    private int made;
    private bool merged;

    internal RandomLife(int seed)
    {
        random = new Random(seed);
        var path = Path.Combine(folder, "register.db");
        using (var loader = SqliteRegister.Create(path, new RegisterOrigin(RegisterKind.Synthetic), TimeProvider.System))
        {
            loader.Complete();
        }

        writer = SqliteRegister.OpenWrite(path);
        Reader = SqliteRegister.OpenRead(path);
        for (var count = random.Next(1, 7); count > 0; count--)
        {
            Born();
        }
    }

    internal IRegister Reader { get; }

    /// <summary>Where municipality 290 was merged into 205, the key from which it is gone.</summary>
    internal bool IsMerged => merged;

    internal JournalKey Now => Reader.LatestKey();

    /// <summary>Values that were somebody's only while an order protected them, up to a key.</summary>
    internal IReadOnlySet<string> Secrets(JournalKey until)
    {
        HashSet<string> secret = [], open = [];
        foreach (var person in persons)
        {
            for (var version = Reader.At(person, until); version is not null; version = Reader.At(person, new JournalKey(version.From.Value - 1)))
            {
                (version.NonDisclosureEnd is null ? open : secret).UnionWith(Whereabouts(version));
            }
        }

        secret.ExceptWith(open);
        return secret;
    }

    /// <summary>All persons as of a key.</summary>
    internal IEnumerable<PersonVersion> Everybody(JournalKey key) => persons.Select(person => Reader.At(person, key)).OfType<PersonVersion>();

    /// <summary>Something happens to somebody.</summary>
    internal void Step()
    {
        var person = persons[random.Next(persons.Count)];
        var version = Reader.At(person, Now)!;
        switch (random.Next(18))
        {
            case 0: Born(); break;
            case 1 or 2 or 3: Change(version, "XCM", (state, record) => Move(state, record, Pick())); break;
            case 4: Change(version, "XCM", (state, record) => Address(state, record)); break;
            case 5: Change(version, "XKP", Emigrate); break;
            case 6: Change(version, "XDV", Rename); break;
            case 7 when version.Alive: Change(version, "XRK", (_, record) => Set(record, "013", '1', ("kuolinpv", "20260601"))); break;
            case 7 or 8 when !version.Alive: Change(version, "XCF", Revive); break;
            case 9 or 10 when version.NonDisclosureEnd is null: Change(version, "XCG", (_, record) => Set(record, "015", '1', ("paattymispv", "20290101"))); break;
            case 9 or 11 when version.NonDisclosureEnd is not null: Change(version, "XCG", Lift); break;
            case 10: Change(version, "XCG", (_, record) => Set(record, "015", '3', ("paattymispv", "20310101"))); break;
            case 11: Change(version, "XCG", MoveAndProtect); break;
            case 12: Change(version, "XAZ", NewCode); break;
            case 13: Change(version, "XO1", (state, record) => Email(state, record)); break;
            case 14: Change(version, OccupationEvent, (_, record) => Set(record, "401", '3', ("ammatti", $"Ammatti {++made}"))); break;
            case 15: Change(version, "XMF", CorrectAddress); break;
            case 16: Change(version, "XCF", Language); break;
            case 17 when !merged && random.Next(6) == 0: Merge(); break;
            default: Change(version, "XBO", Guardian); break;
        }
    }

    public void Dispose()
    {
        writer.Dispose();
        Reader.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static IEnumerable<string> Whereabouts(PersonVersion version)
    {
        var record = new Record();
        new JsonRecordReader(Layouts.Catalog).Read(version.Document.Span, record);
        for (var group = 0; group < record.GroupCount; group++)
        {
            foreach (var field in new[] { "katu_fi", "osoite", "lahiosoite", "rakennustunnus" })
            {
                if (record.Spec(group).Holds is Sensitivity.Address or Sensitivity.Contact && record.Text(group, field) is { Length: > 0 } value)
                {
                    yield return value;
                }
            }
        }
    }

    private void Born()
    {
        var record = New("XSS", NextCode(), RecordType.New);
        Set(record, "003", '1', ("sukupuoli", "2"));
        Set(record, "004", '1', ("sukunimi", $"Suku{++made}"), ("etunimet", "Aino"));
        NewAddress(record);
        Set(record, "204", '1', ("kuntanumero", Pick()), ("muuttopv", "20200101"));
        Append(null, new PersonState(), record);
    }

    private void Move(PersonState state, Record record, string municipality)
    {
        Address(state, record);
        Set(record, "204", '1', ("kuntanumero", municipality), ("muuttopv", "20260501"));
    }

    private void MoveAndProtect(PersonState state, Record record)
    {
        Move(state, record, Pick());
        Set(record, "015", '1', ("paattymispv", "99990000"));
    }

    private void Address(PersonState state, Record record)
    {
        EndAll(state, record, "101");
        EndAll(state, record, "104");
        EndAll(state, record, "909");
        NewAddress(record);
    }

    private void Emigrate(PersonState state, Record record)
    {
        EndAll(state, record, "101");
        EndAll(state, record, "909");
        EndAll(state, record, "104");
        Set(record, "104", '1', ("lahiosoite", $"Abroad {++made} street"), ("maa", "998"), ("alkupv", "20260501"));
        Set(record, "452", '0', ("teksti", "Entinen valtio"));
        Set(record, "204", '1', ("kuntanumero", "200"), ("muuttopv", "20260501"));
    }

    private void Rename(PersonState state, Record record)
    {
        var old = Value(state, "004", "sukunimi");
        var name = $"Uusi{++made}";
        Set(record, "004", '3', ("sukunimi", name), ("etunimet", "Aino"));
        Set(record, "005", '1', ("nimi", name), ("nimilaji", "01"), ("alkupv", "20260501"));
        Set(record, "005", '3', ("nimi", old), ("nimilaji", "05"), ("loppupv", "20260501"));
    }

    private static void Revive(PersonState state, Record record)
    {
        Set(record, "013", '5', ("kuolinpv", Value(state, "013", "kuolinpv")));
        Set(record, "013", '6');
    }

    private static void Lift(PersonState state, Record record) => Set(record, "015", '4', ("paattymispv", Value(state, "015", "paattymispv")));

    private void NewCode(PersonState state, Record record)
    {
        Set(record, "001", '1', ("hetu", NextCode()), ("voimassaolo", "1"));
        Set(record, "001", '3', ("hetu", state.IdentityCode), ("voimassaolo", "2"));
        Set(record, "004", '0', ("sukunimi", Value(state, "004", "sukunimi")), ("etunimet", "Aino"));
    }

    private void Email(PersonState state, Record record)
    {
        EndAll(state, record, "421");
        Set(record, "421", '1', ("laji", "99"), ("osoite", $"mail{++made}.x@example.fi"), ("alkupv", "20260501"));
    }

    private void CorrectAddress(PersonState state, Record record)
    {
        var group = state.Groups.IndexOf("101");
        if (group < 0)
        {
            NewAddress(record);
            return;
        }

        record.Copy(state.Groups, group, ChangeAttribute.ToBeCorrected);
        var corrected = record.Copy(state.Groups, group, ChangeAttribute.Corrected);
        record.Set(corrected, "katu_fi", $"Oikaistu{++made} katu");
    }

    private void Language(PersonState state, Record record)
    {
        if (random.Next(2) == 0)
        {
            Set(record, "002", '3', ("kielikoodi", "98"));
            Set(record, "452", '0', ("teksti", $"kieli {++made}"));
        }
        else
        {
            Set(record, "002", '3', ("kielikoodi", "sv"));
        }
    }

    private void Guardian(PersonState state, Record record)
    {
        var existing = state.Groups.IndexOf("305");
        if (existing >= 0 && random.Next(2) == 0)
        {
            var ended = record.Copy(state.Groups, existing, ChangeAttribute.Changed);
            record.Set(ended, "loppupv", "20260501");
            return;
        }

        var other = Reader.At(persons[random.Next(persons.Count)], Now)!;
        Set(record, "305", '1', ("hetu", other.IdentityCode), ("laji", "1"), ("alkupv", "20260501"));
        Set(record, "320", '1', ("oikeus", "T301"), ("alkupv", "20260501"));
    }

    /// <summary>Municipality 290 becomes part of 205: an entry for each of its residents.</summary>
    private void Merge()
    {
        merged = true;
        foreach (var version in Everybody(Now).Where(person => person.Municipality == "290").ToList())
        {
            Change(version, "XCF", (state, record) => Set(record, "204", '3', ("kuntanumero", "205"), ("muuttopv", Value(state, "204", "muuttopv"))));
        }
    }

    private void NewAddress(Record record)
    {
        Set(record, "101", '1', ("katu_fi", $"Katu{++made} tie"), ("katunumero", "7"), ("postinumero", "87100"), ("alkupv", "20260501"));
        Set(record, "909", '1', ("rakennustunnus", string.Create(CultureInfo.InvariantCulture, $"9{made:00000000}X")), ("osoitenumero", "1"), ("kuntanumero", "205"), ("alkupv", "20260501"));
    }

    private static void EndAll(PersonState state, Record record, string code)
    {
        for (var group = state.Groups.IndexOf(code); group >= 0; group = state.Groups.IndexOf(code, group + 1))
        {
            var ended = record.Copy(state.Groups, group, ChangeAttribute.Changed);
            record.Set(ended, "loppupv", "20260430");
        }
    }

    private void Change(PersonVersion version, string kind, Action<PersonState, Record> change)
    {
        var record = New(kind, version.IdentityCode, RecordType.Old);
        var state = StateOf(version);
        change(state, record);
        Append(version.PersonId, state, record);
    }

    private PersonState StateOf(PersonVersion version)
    {
        var groups = new Record();
        reader.Read(version.Document.Span, groups);
        return new PersonState(groups);
    }

    private void Append(long? person, PersonState state, Record record)
    {
        state.Apply(record);
        using var json = new JsonRecordWriter();
        var entry = json.Write(record).ToArray();
        using var transaction = writer.Begin();
        var appended = transaction.Append(new NewEntry(
            record.Text(HeaderField.Event), record.Text(HeaderField.Registered), record.Text(HeaderField.Type), "1", entry, new NewVersion
            {
                PersonId = person,
                IdentityCode = state.IdentityCode,
                FormerCodes = state.FormerCodes,
                Municipality = state.Municipality,
                Alive = state.IsAlive,
                NonDisclosureEnd = state.NonDisclosureEnd,
                Document = json.WriteState(state.Groups).ToArray(),
            }));
        transaction.Commit();
        if (person is null)
        {
            persons.Add(appended.PersonId);
        }
    }

    private static Record New(string kind, string identityCode, byte type)
    {
        var record = new Record();
        record.Set(HeaderField.IdentityCode, identityCode);
        record.Set(HeaderField.Event, kind);
        record.Set(HeaderField.Registered, "20260601");
        record.Set(HeaderField.Type, [type]);
        record.Set(HeaderField.Role, "1");
        return record;
    }

    private static void Set(Record record, string code, char attribute, params (string Field, string Value)[] fields)
    {
        var group = record.Add(Layouts.Catalog.Newest(code)!, (byte)attribute);
        foreach (var (field, value) in fields)
        {
            record.Set(group, field, value);
        }
    }

    private static string Value(PersonState state, string code, string field) =>
        state.Groups.IndexOf(code) is var group and >= 0 ? state.Groups.Text(group, field) : "";

    private string Pick() => Municipalities[random.Next(Municipalities.Length)] is var picked && merged && picked == "290" ? "205" : picked;

    private string NextCode() => PersonalIdentityCode.Create(new DateOnly(1950, 1, 1).AddDays(made++), '-', 900 + random.Next(99)).ToString();
}
