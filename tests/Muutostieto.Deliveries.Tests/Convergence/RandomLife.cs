using System.Globalization;
using Muutostieto.Records.Model;
using Muutostieto.Records.State;

namespace Muutostieto.Deliveries.Tests.Convergence;

/// <summary>A few persons with random events in random order, often several in a row for one person.</summary>
internal sealed class RandomLife : IDisposable
{
    /// <summary>Marks entries that change an occupation and nothing else, for products that have none.</summary>
    internal const string OccupationEvent = "XQQ";

    private static readonly string[] Municipalities = ["205", "290", "765", "091"];
    private readonly Random random;
    private readonly LifeEvents events;
    private readonly HashSet<long> gone = [];
    private readonly bool hasNights;

    /// <param name="seed">The same seed, the same life.</param>
    /// <param name="hasNights">
    /// Whether days pass and things end by date, and orders concern relations: the nightly job must be run before each delivery then
    /// (<see cref="LifeRegister.Night"/>).
    /// </param>
    internal RandomLife(int seed, bool hasNights = false)
    {
        this.hasNights = hasNights;
        random = new Random(seed);
        Register = new LifeRegister();
        events = new LifeEvents(Register);
        for (var count = random.Next(2, 6); count > 0; count--)
        {
            _ = events.Born(Pick());
        }
    }

    internal LifeRegister Register { get; }

    /// <summary>Whether municipality 290 has been merged into 205.</summary>
    internal bool IsMerged { get; private set; }

    /// <summary>Some random events: to random persons, or all to the same person.</summary>
    internal void Pass(int steps)
    {
        Register.Today = hasNights ? Register.Day(random.Next(12)) : Register.Today;
        for (; steps > 0; steps--)
        {
            if (random.Next(3) > 0)
            {
                Step(Anybody());
                continue;
            }

            var person = Anybody();
            for (var burst = random.Next(2, 5); burst > 0; burst--)
            {
                ComeAndGo(person);
            }
        }
    }

    public void Dispose() => Register.Dispose();

    /// <summary>Events that make a person visible or not visible.</summary>
    private void ComeAndGo(long person)
    {
        var version = Register.Current(person);
        switch (random.Next(8))
        {
            case 0 or 1: events.Move(person, Pick()); break;
            case 2 or 3 or 4 when version.NonDisclosureEnd is null: events.Protect(person); break;
            case 2 or 3: events.Lift(person); break;
            case 4: events.MoveAndLift(person, Pick()); break;
            case 5 when version.NonDisclosureEnd is null: events.MoveAndProtect(person, Pick()); break;
            case 6: events.ChangeCode(person); break;
            default: events.ChangeAddress(person); break;
        }
    }

    private void Step(long person)
    {
        var version = Register.Current(person);
        switch (random.Next(28))
        {
            case 0:
                _ = events.Born(Pick());
                break;
            case 1:
                events.Emigrate(person);
                break;
            case 2:
                Register.Enter(person, "XDV", Rename);
                break;
            case 3 or 4 when !version.Alive:
                events.CancelDeath(person);
                break;
            case 3:
                events.Die(person);
                break;
            case 5 when !version.Alive:
                events.CorrectDeath(person);
                break;
            case 6 when version.NonDisclosureEnd is not null:
                events.Extend(person);
                break;
            case 7 or 8:
                events.ChangeEmail(person);
                break;
            case 9:
                Register.Enter(person, OccupationEvent, (_, record) =>
                    LifeEvents.Set(record, "401", '3', ("ammatti", $"Ammatti {events.Next()}")));
                break;
            case 10:
                Register.Enter(person, "XMF", CorrectAddress);
                break;
            case 11:
                Register.Enter(person, "XCF", Language);
                break;
            case 12:
                Register.Enter(person, "XBO", Guardian);
                break;
            case 19 when hasNights:
                Register.Enter(person, "XBH", Office);
                break;
            case 13:
                Register.Enter(person, "XCM", TemporaryAddress);
                break;
            case 14 or 15:
                Remember(person);
                break;
            case 16:
                events.Replace(person, Pick());
                break;
            case 17:
                FindDuplicate(person);
                break;
            case 18 when !IsMerged && random.Next(4) == 0:
                IsMerged = true;
                events.MergeMunicipality("290", "205");
                break;
            case 23 when FormerCode() is { } former:
                _ = events.BornUnder(former, Pick());
                break;
            case 20 when FormerCode() is { } former:
                events.ChangeCode(person, former);
                break;
            case 21 when FormerCode() is { } former && former != version.IdentityCode:
                events.AddFormerCode(person, former);
                break;
            case 22 when Anybody() is var other && other != person:
                events.Exchange(person, other);
                break;
            case 24:
                events.Prohibit(person);
                break;
            case 25:
                Register.Enter(person, "XBO", Parent);
                break;
            case 26:
                events.CancelLeaving(person);
                break;
            default:
                ComeAndGo(person);
                break;
        }
    }

    /// <summary>A former code that is in force for no person now.</summary>
    private string? FormerCode()
    {
        var codes = Register
            .Persons.Where(person => !gone.Contains(person))
            .SelectMany(person => Register.StateOf(person).FormerCodes)
            .Where(code => !Register.IsInForce(code))
            .ToList();
        return codes.Count == 0 ? null : codes[random.Next(codes.Count)];
    }

    private void Rename(PersonState state, Record record)
    {
        var old = LifeEvents.Value(state, "004", "sukunimi");
        var name = $"Uusi{events.Next()}";
        LifeEvents.Set(record, "004", '3', ("sukunimi", name), ("etunimet", "Aino"));
        LifeEvents.Set(record, "005", '1', ("nimi", name), ("nimilaji", "01"), ("alkupv", "20260501"));
        LifeEvents.Set(record, "005", '3', ("nimi", old), ("nimilaji", "05"), ("loppupv", "20260501"));
    }

    private void CorrectAddress(PersonState state, Record record)
    {
        var group = state.Groups.IndexOf("101");
        if (group < 0)
        {
            events.NewAddress(record, "205");
            return;
        }

        record.Copy(state.Groups, group, ChangeAttribute.ToBeCorrected);
        var corrected = record.Copy(state.Groups, group, ChangeAttribute.Corrected);
        record.Set(corrected, "katu_fi", $"Oikaistu{events.Next()} katu");
    }

    private void Language(PersonState state, Record record)
    {
        if (random.Next(2) == 0)
        {
            LifeEvents.Set(record, "002", '3', ("kielikoodi", "sv"));
            return;
        }

        // The code 98 says that the text names the language; the text may change alone.
        LifeEvents.Set(record, "002", LifeEvents.Value(state, "002", "kielikoodi") == "98" ? '0' : '3', ("kielikoodi", "98"));
        LifeEvents.Set(record, "452", '0', ("teksti", $"kieli {events.Next()}"));
    }

    /// <summary>A parent who may be anybody, or one who is none any more.</summary>
    private void Parent(PersonState state, Record record)
    {
        if (state.Groups.IndexOf("911") is var parent and >= 0 && random.Next(3) == 0)
        {
            record.Copy(state.Groups, parent, ChangeAttribute.Deleted);
            return;
        }

        var code = Register.Current(Anybody()).IdentityCode;
        LifeEvents.Set(record, "911", '1', ("hetu", code), ("vanhemman_rooli", "2"), ("alkupv", "20260501"));
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

        if (!hasNights)
        {
            LifeEvents.Set(record, "305", '1', ("hetu", Register.Current(Anybody()).IdentityCode), ("laji", "1"), ("alkupv", "20260501"));
            LifeEvents.Set(record, "320", '1', ("oikeus", "T301"), ("alkupv", "20260501"));
            return;
        }

        if (existing >= 0 && random.Next(2) == 0)
        {
            var moved = record.Copy(state.Groups, existing, ChangeAttribute.Changed);
            record.Set(moved, "asuminen", random.Next(2, 4).ToString(CultureInfo.InvariantCulture));
            record.Set(moved, "asuminen_loppupv", random.Next(3) == 0 ? Register.Day(random.Next(-5, 20)) : "");
            return;
        }

        LifeEvents.Set(
            record,
            "305",
            '1',
            ("hetu", Register.Current(Anybody()).IdentityCode),
            ("laji", "1"),
            ("alkupv", "20260501"),
            ("loppupv", random.Next(4) == 0 ? Register.Day(random.Next(1, 30)) : ""),
            ("asuminen", random.Next(3) == 0 ? "" : "2"),
            ("asuminen_alkupv", Register.Day(0)));
        LifeEvents.Set(record, "320", '1', ("oikeus", "T301"), ("alkupv", "20260501"));
    }

    /// <summary>An office of an adult's guardian, who lives somewhere.</summary>
    private void Office(PersonState state, Record record)
    {
        var office = state.Groups.IndexOf("306");
        if (office >= 0 && random.Next(2) == 0)
        {
            record.Set(record.Copy(state.Groups, office, ChangeAttribute.Changed), "loppupv", Register.Day(random.Next(-2, 20)));
            return;
        }

        LifeEvents.Set(record, "306", '1', ("alkupv", Register.Day(0)), ("edunvalvojien_lkm", "01"));
        LifeEvents.Set(
            record,
            "307",
            '1',
            ("hetu", Register.Current(Anybody()).IdentityCode),
            ("kunta", Pick()),
            ("alkupv", Register.Day(0)),
            ("loppupv", random.Next(3) == 0 ? Register.Day(random.Next(1, 20)) : ""));
    }

    private void TemporaryAddress(PersonState state, Record record)
    {
        var number = events.Next();
        switch (random.Next(3))
        {
            case 0:
                LifeEvents.Set(
                    record,
                    "102",
                    '1',
                    ("katu_fi", $"Mökki{number} polku"),
                    ("postinumero", "88900"),
                    ("alkupv", "20260501"),
                    ("loppupv", !hasNights || random.Next(4) == 0 ? "20290101" : Register.Day(random.Next(-2, 30))));
                break;
            case 1:
                LifeEvents.Set(record, "103", '1', ("osoite_fi", $"Lokero {number} PL"), ("postinumero", "87101"), ("alkupv", "20260501"));
                break;
            default:
                LifeEvents.Set(record, "105", '1', ("lahiosoite", $"Calle{number} tmp"), ("maa", "998"), ("alkupv", "20260501"));
                LifeEvents.Set(record, "452", '0', ("teksti", $"Maa {number} muinainen"));
                break;
        }

        if (random.Next(3) == 0 && state.Groups.IndexOf("101") is var home and >= 0)
        {
            // An end that is known beforehand.
            var ending = record.Copy(state.Groups, home, ChangeAttribute.Changed);
            record.Set(ending, "loppupv", !hasNights || random.Next(2) == 0 ? "20290101" : Register.Day(random.Next(1, 30)));
        }
    }

    /// <summary>An entry about a former address: entered late, ended again, corrected, or only mentioned.</summary>
    private void Remember(long person)
    {
        // From outside a transaction: the history is what is committed.
        var versions = Register.Versions(person, default, Register.Now);
        var past = LifeRegister.Read(versions[random.Next(versions.Count)]);
        var attribute = "01345"[random.Next(5)];
        Register.Enter(person, "XCF", (state, record) =>
        {
            var which = random.Next(3) == 0 ? "421" : "101";
            if (past.IndexOf(which) is var group and >= 0
                && !LifeRegister.Whereabouts(state.Groups).Contains(past.Text(group, which == "421" ? "osoite" : "katu_fi")))
            {
                record.Set(record.Copy(past, group, (byte)attribute), "loppupv", "20260430");
                if (attribute == '5')
                {
                    record.Set(record.Copy(past, group, ChangeAttribute.Corrected), "loppupv", "20260429");
                }
            }
            else
            {
                LifeEvents.Set(
                    record,
                    "101",
                    '1',
                    ("katu_fi", $"Muinais{events.Next()} tie"),
                    ("alkupv", "20100101"),
                    ("loppupv", "20110101"));
            }
        });
    }

    private void FindDuplicate(long person)
    {
        var other = Anybody();
        if (other != person && Register.Persons.Count - gone.Count > 3)
        {
            gone.Add(other);
            events.Merge(person, other);
        }
    }

    private long Anybody()
    {
        while (true)
        {
            var person = Register.Persons[random.Next(Register.Persons.Count)];
            if (!gone.Contains(person))
            {
                return person;
            }
        }
    }

    private string Pick() =>
        Municipalities[random.Next(Municipalities.Length)] is var picked && IsMerged && picked == "290" ? "205" : picked;
}
