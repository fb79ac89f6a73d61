using System.Globalization;
using Muutostieto.Records.Identity;
using Muutostieto.Records.Model;
using Muutostieto.Records.State;

namespace Muutostieto.Deliveries.Tests.Convergence;

/// <summary>
/// What happens to persons of a register, in the groups that the population register uses. Every street, building and e-mail occurs once,
/// so that one found in a file identifies the person and the time.
/// </summary>
internal sealed class LifeEvents(LifeRegister register)
{
    internal const string Indefinitely = "99990000";
    private int made;

    /// <summary>A number that nothing else has.</summary>
    internal int Next() => ++made;

    internal string NextCode() => PersonalIdentityCode.Create(new DateOnly(1950, 1, 1).AddDays(made++), '-', 900 + (made % 99)).ToString();

    internal long Born(string municipality) => register.Enter(Newcomer(NextCode(), municipality));

    /// <summary>A full record of a person, with all present and former identity codes.</summary>
    internal void Replace(long person, string municipality)
    {
        var state = register.StateOf(person);
        register.Replace(person, Newcomer(state.IdentityCode, municipality, state));
    }

    private Record Newcomer(string identityCode, string municipality, PersonState? former = null)
    {
        var record = register.NewRecord(identityCode, "XSS", RecordType.New);
        for (var group = former?.Groups.IndexOf("001") ?? -1; group >= 0; group = former!.Groups.IndexOf("001", group + 1))
        {
            record.Copy(former!.Groups, group, ChangeAttribute.Added);
        }

        Set(record, "003", '1', ("sukupuoli", "2"));
        Set(record, "004", '1', ("sukunimi", $"Suku{++made}"), ("etunimet", "Aino"));
        NewAddress(record, municipality);
        Set(record, "204", '1', ("kuntanumero", municipality), ("muuttopv", "20200101"));
        return record;
    }

    internal void Move(long person, string municipality) =>
        register.Enter(person, "XCM", (state, record) => Move(state, record, municipality));

    internal void ChangeAddress(long person) => register.Enter(person, "XCM", (state, record) => MoveTo(state, record, state.Municipality));

    internal void Emigrate(long person) => register.Enter(person, "XKP", (state, record) =>
        {
            EndAll(state, record);
            Set(
                record,
                "104",
                '1',
                ("lahiosoite", $"Abroad {++made} street"),
                ("paikkakunta", $"Town{made} over"),
                ("maa", "998"),
                ("alkupv", "20260501"));
            Set(record, "452", '0', ("teksti", $"Valtio {made} entinen"));
            Set(record, "204", '1', ("kuntanumero", "200"), ("muuttopv", "20260501"));
            Leave(state, record);
        });

    internal void Die(long person) => register.Enter(person, "XRK", (_, record) => Set(record, "013", '1', ("kuolinpv", "20260601")));

    internal void CancelDeath(long person) => register.Enter(person, "XCF", (state, record) =>
    {
        Set(record, "013", '5', ("kuolinpv", Value(state, "013", "kuolinpv")));
        Set(record, "013", '6');
    });

    internal void CorrectDeath(long person) => register.Enter(person, "XCF", (state, record) =>
    {
        Set(record, "013", '5', ("kuolinpv", Value(state, "013", "kuolinpv")));
        Set(record, "013", '6', ("kuolinpv", "20260515"));
    });

    internal void Protect(long person, string end = "20290101") =>
        register.Enter(person, "XCG", (_, record) => Set(record, "015", '1', ("paattymispv", end)));

    internal void Extend(long person) => register.Enter(person, "XCG", (_, record) => Set(record, "015", '3', ("paattymispv", "20310101")));

    internal void Lift(long person) => register.Enter(person, "XCG", Lift);

    internal void MoveAndProtect(long person, string municipality) => register.Enter(person, "XCG", (state, record) =>
    {
        Move(state, record, municipality);
        Set(record, "015", '1', ("paattymispv", Indefinitely));
    });

    internal void MoveAndLift(long person, string municipality) => register.Enter(person, "XCG", (state, record) =>
    {
        Move(state, record, municipality);
        Lift(state, record);
    });

    internal void ChangeCode(long person) => ChangeCode(person, NextCode());

    /// <summary>A person gets a code that others may have had before: they lose it, as in an import.</summary>
    internal void ChangeCode(long person, string code)
    {
        if (code == register.Current(person).IdentityCode)
        {
            return;
        }

        TakeAway(code, person);
        ChangeFreeCode(person, code);
    }

    /// <summary>Two persons exchange codes, by way of a third code.</summary>
    internal void Exchange(long person, long other)
    {
        var (mine, theirs) = (register.Current(person).IdentityCode, register.Current(other).IdentityCode);
        ChangeCode(person);
        ChangeCode(other, mine);
        ChangeCode(person, theirs);
    }

    /// <summary>A new person has a code that another person had before.</summary>
    internal long BornUnder(string code, string municipality)
    {
        TakeAway(code, null);
        return register.Enter(Newcomer(code, municipality));
    }

    /// <summary>A former code of a person becomes known, which others may have had too.</summary>
    internal void AddFormerCode(long person, string code) => register.Enter(
        person, "XAZ", (_, record) => Set(record, "001", '1', ("hetu", code), ("voimassaolo", "2")));

    private void TakeAway(string code, long? person)
    {
        foreach (var other in register.FormerHolders(code).Where(other => other != person).ToList())
        {
            register.Enter(other, "XAZ", (_, record) => Set(record, "001", '4', ("hetu", code), ("voimassaolo", "2")), [code]);
        }
    }

    private void ChangeFreeCode(long person, string code) => register.Enter(person, "XAZ", (state, record) =>
    {
        Set(record, "001", '1', ("hetu", code), ("voimassaolo", "1"));
        Set(record, "001", '3', ("hetu", state.IdentityCode), ("voimassaolo", "2"));
        Set(record, "004", '0', ("sukunimi", Value(state, "004", "sukunimi")), ("etunimet", "Aino"));
    });

    /// <summary>A person registered twice is merged.</summary>
    internal void Merge(long person, long duplicate) => register.Enter(
        person,
        "XAZ",
        (state, record) =>
        {
            Set(record, "001", '0', ("hetu", state.IdentityCode), ("voimassaolo", "1"));
            Set(record, "001", '3', ("hetu", register.Current(duplicate).IdentityCode), ("voimassaolo", "2"));
            Set(record, "004", '0', ("sukunimi", Value(state, "004", "sukunimi")), ("etunimet", "Aino"));
        },
        duplicate);

    internal void ChangeEmail(long person) => register.Enter(person, "XO1", (state, record) =>
    {
        End(state, record, "421");
        Set(record, "421", '1', ("laji", "99"), ("osoite", $"mail{++made}.x@example.fi"), ("alkupv", "20260501"));
    });

    /// <summary>Prohibits disclosure for a purpose, or ends what has been prohibited.</summary>
    internal void Prohibit(long person) => register.Enter(person, "XO1", (state, record) =>
    {
        if (state.Groups.IndexOf("910") >= 0)
        {
            End(state, record, "910");
        }
        else
        {
            Set(record, "910", '1', ("laji", "SUKUTUTKIMUS"), ("alkupv", "20260501"));
            Set(record, "910", '1', ("laji", "SUORAMARKKINOINTI"), ("alkupv", "20260401"));
        }
    });

    /// <summary>A municipality becomes part of another: an entry for each of its residents.</summary>
    internal void MergeMunicipality(string former, string successor)
    {
        foreach (var person in register.Persons.Where(person => register.Current(person).Municipality == former).ToList())
        {
            register.Enter(person, "XCF", (state, record) =>
                Set(record, "204", '3', ("kuntanumero", successor), ("muuttopv", Value(state, "204", "muuttopv"))));
        }
    }

    internal void NewAddress(Record record, string municipality)
    {
        Set(
            record,
            "101",
            '1',
            ("katu_fi", $"Katu{++made} tie"),
            ("katu_sv", $"Gatan{made} väg"),
            ("katunumero", "7"),
            ("postinumero", "87100"),
            ("alkupv", "20260501"));
        Set(
            record,
            "909",
            '1',
            ("rakennustunnus", string.Create(CultureInfo.InvariantCulture, $"9{made:00000000}X")),
            ("osoitenumero", "1"),
            ("kuntanumero", municipality),
            ("alkupv", "20260501"));
    }

    internal void Move(PersonState state, Record record, string municipality)
    {
        MoveTo(state, record, municipality);
        Set(record, "204", '1', ("kuntanumero", municipality), ("muuttopv", "20260501"));
        if (municipality != state.Municipality)
        {
            Leave(state, record);
        }
    }

    /// <summary>The municipality that a person lived in becomes a former one.</summary>
    private static void Leave(PersonState state, Record record) => Set(
        record, "913", '3', ("kuntanumero", state.Municipality), ("alkupv", Value(state, "204", "muuttopv")), ("loppupv", "20260430"));

    /// <summary>The person never left the last of the former municipalities.</summary>
    internal void CancelLeaving(long person) => register.Enter(person, "XMF", (state, record) =>
    {
        if (state.Groups.IndexOf("913") is var former and >= 0)
        {
            record.Copy(state.Groups, former, ChangeAttribute.ToBeCorrected);
            record.Set(record.Copy(state.Groups, former, ChangeAttribute.Corrected), "loppupv", "");
        }
        else
        {
            Set(record, "913", '1', ("kuntanumero", "742"), ("alkupv", "20100101"), ("loppupv", "20120101"));
        }
    });

    internal static void EndAll(PersonState state, Record record)
    {
        foreach (var code in new[] { "101", "102", "103", "104", "105", "909" })
        {
            End(state, record, code);
        }
    }

    internal static void End(PersonState state, Record record, string code)
    {
        for (var group = state.Groups.IndexOf(code); group >= 0; group = state.Groups.IndexOf(code, group + 1))
        {
            var ended = record.Copy(state.Groups, group, ChangeAttribute.Changed);
            record.Set(ended, "loppupv", "20260430");
        }
    }

    internal static void Lift(PersonState state, Record record) =>
        Set(record, "015", '4', ("paattymispv", Value(state, "015", "paattymispv")));

    internal static void Set(Record record, string code, char attribute, params (string Field, string Value)[] fields)
    {
        var group = record.Add(Layouts.Catalog.Newest(code)!, (byte)attribute);
        foreach (var (field, value) in fields)
        {
            record.Set(group, field, value);
        }
    }

    internal static string Value(PersonState state, string code, string field) =>
        state.Groups.IndexOf(code) is var group and >= 0 ? state.Groups.Text(group, field) : "";

    private void MoveTo(PersonState state, Record record, string municipality)
    {
        EndAll(state, record);
        NewAddress(record, municipality.Length == 3 ? municipality : "205");
    }
}
