using System.Buffers;
using System.Text;
using Muutostieto.Records.Fixed;
using Muutostieto.Records.Model;
using Muutostieto.Register;
using Muutostieto.Synthetic.Life;
using Muutostieto.Synthetic.Tests.Support;

namespace Muutostieto.Synthetic.Tests.Life;

/// <summary>A year of the whole of Kainuu, lived once, looked at in many ways.</summary>
public sealed class YearOfKainuuTests
{
    private LifeRegister register = null!;
    private LifeResult result = null!;
    private List<(JournalEntry Entry, Record Record)> journal = null!;

    [OneTimeSetUp]
    public void Live()
    {
        register = new LifeRegister(Populations.Kainuu, null, 1);
        result = register.Live(new LifeOptions { Weeks = 52, Seed = 1 });
        journal = [.. register.Journal().Select(entry => (entry, register.Parse(entry.Record)))];
    }

    [OneTimeTearDown]
    public void Close() => register.Dispose();

    [Test]
    public void A_record_alone_makes_the_state_after_of_the_state_before() =>
        Assert.That(register.NotReplayed().CountBy(one => one), Is.Empty);

    [Test]
    public void A_header_carries_the_code_before_the_event()
    {
        var wrong = journal.Count(pair => pair.Record.Type == RecordType.Old
            && register.Read.At(pair.Entry.PersonId!.Value, new JournalKey(pair.Entry.Key.Value - 1)) is { } before
            && register.Read.At(pair.Entry.PersonId.Value, pair.Entry.Key)!.MergedInto is null
            && before.IdentityCode != pair.Record.Text(HeaderField.IdentityCode));

        Assert.That(wrong, Is.Zero);
    }

    [Test]
    public void Only_who_is_new_to_the_register_has_the_type_of_a_new_individual()
    {
        var wrong = journal.Count(pair => (pair.Record.Type == RecordType.New)
            != (register.Read.At(pair.Entry.PersonId!.Value, new JournalKey(pair.Entry.Key.Value - 1)) is null));

        Assert.That(wrong, Is.Zero);
    }

    [Test]
    public void Every_record_fits_its_layout()
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new FixedRecordWriter(buffer);
        Assert.Multiple(() =>
        {
            foreach (var (_, record) in journal)
            {
                Assert.DoesNotThrow(() => writer.Write(record));
                buffer.ResetWrittenCount();
            }

            Assert.That(writer.Counts.Cleaned, Is.Zero);
            Assert.That(writer.Counts.Shortened, Is.Zero);
        });
    }

    [Test]
    public void Right_behind_a_wrong_group_stands_the_right_one()
    {
        var wrong = 0;
        foreach (var (_, record) in journal)
        {
            var heads = Enumerable.Range(0, record.GroupCount).Where(group => record.Spec(group).Clarifies.Count == 0).ToList();
            for (var i = 0; i < heads.Count; i++)
            {
                if (record.Attribute(heads[i]) == ChangeAttribute.ToBeCorrected)
                {
                    wrong +=
                        i + 1 < heads.Count
                        && record.Attribute(heads[i + 1]) == ChangeAttribute.Corrected
                        && record.Spec(heads[i]).Code == record.Spec(heads[i + 1]).Code
                            ? 0
                            : 1;
                }
            }
        }

        Assert.That(wrong, Is.Zero);
    }

    [Test]
    public void An_office_counts_its_holders_in_every_record_and_state()
    {
        var records = journal.Select(pair => pair.Record).Concat(register.Living().Select(pair => pair.Groups));

        Assert.That(records.Sum(Miscounted), Is.Zero);
    }

    [Test]
    public void Everybody_alive_lives_in_one_place_and_ties_stand_on_both_sides() =>
        Assert.That(LifeFaults.Of(register, result.To), Is.Empty);

    [Test]
    public void Orders_end_by_date_and_their_data_come_again()
    {
        var day = result.To.ToString("yyyyMMdd");
        var ended = journal
            .Where(pair =>
                pair.Entry.Event == "XCG"
                && pair.Record.IndexOf("015") is var order and >= 0
                && pair.Record.Attribute(order) == ChangeAttribute.Deleted)
            .ToList();

        Assert.Multiple(() =>
        {
            Assert.That(
                register
                    .Living()
                    .Count(pair =>
                        pair.Groups.IndexOf("015") is var order and >= 0
                        && string.CompareOrdinal(pair.Groups.Text(order, "paattymispv"), day) < 0),
                Is.Zero);
            Assert.That(register.Read.EndedOrders(day), Is.Empty);
            Assert.That(ended, Has.Count.GreaterThan(5));
            Assert.That(ended.Count(pair => pair.Record.IndexOf("204") < 0), Is.Zero);
        });
    }

    [Test]
    public void Entries_come_by_day_of_registration()
    {
        var days = journal.Select(pair => pair.Entry.RegistrationDay).ToList();
        var byWeekday = days.CountBy(day => DateOnly.ParseExact(day, "yyyyMMdd").DayOfWeek).ToDictionary();

        Assert.Multiple(() =>
        {
            Assert.That(days, Is.Ordered);
            Assert.That(byWeekday[DayOfWeek.Monday], Is.GreaterThan(byWeekday[DayOfWeek.Friday]));
            Assert.That(byWeekday[DayOfWeek.Sunday], Is.LessThan(byWeekday[DayOfWeek.Monday] / 5));
        });
    }

    [Test]
    public void What_happens_is_never_later_than_its_registration()
    {
        var late = from pair in journal
                   from at in Enumerable.Range(0, pair.Record.GroupCount)
                   where pair.Record.Attribute(at) == ChangeAttribute.Added && pair.Record.Spec(at).Field("alkupv") is not null
                   where string.CompareOrdinal(pair.Record.Text(at, "alkupv"), pair.Entry.RegistrationDay) > 0
                   select pair.Entry.Event + pair.Record.Spec(at).Code;

        Assert.That(late.CountBy(one => one), Is.Empty);
    }

    [Test]
    public void A_year_has_as_many_events_as_a_year_of_Kainuu()
    {
        // Of 2025: births 405, deaths 1,082, moves inside municipalities 5,775, from municipalities 3,110, to them 2,660, from abroad 805,
        // abroad 110.
        var births = Count("XSS", record => record.Type == RecordType.New);
        var deaths = Count("XRK", record => record.IndexOf("013") >= 0);
        var moves = journal.Where(pair => pair.Entry.Event == "XCM" && Says(pair.Record, "101", ChangeAttribute.Added)).ToList();
        var inside = moves.Count(pair => pair.Record.Type == RecordType.Old && !Says(pair.Record, "204", ChangeAttribute.Added));
        var (away, to) = (0, 0);
        foreach (var (entry, record) in moves.Where(pair => Says(pair.Record, "204", ChangeAttribute.Added)))
        {
            var from = register.Read.At(entry.PersonId!.Value, new JournalKey(entry.Key.Value - 1))?.Municipality;
            away += from is not null && Populations.Kainuu.Contains(from) ? 1 : 0;
            to += Populations.Kainuu.Contains(record.Text(record.IndexOf("204"), "kuntanumero")) && from != "200" ? 1 : 0;
        }

        var immigrants = Count("XLU", _ => true) + Count("XTU", _ => true);
        TestContext.Out.WriteLine(
            $"births {births}, deaths {deaths}, inside {inside}, away {away}, to {to}, immigrants {immigrants}, abroad "
                + $"{Count("XKP", _ => true)}, entries {result.Entries}");

        Assert.Multiple(() =>
        {
            Assert.That(births, Is.EqualTo(405).Within(15).Percent);
            Assert.That(deaths, Is.EqualTo(1082).Within(10).Percent);
            Assert.That(inside, Is.EqualTo(5775).Within(10).Percent);
            Assert.That(away, Is.EqualTo(3110).Within(10).Percent);
            Assert.That(to, Is.EqualTo(2660).Within(12).Percent);
            Assert.That(immigrants, Is.EqualTo(805 * 0.85).Within(20).Percent);
            Assert.That(Count("XKP", _ => true), Is.EqualTo(110).Within(30).Percent);
            Assert.That(result.Entries, Is.InRange(18_000, 28_000));
        });
    }

    [Test]
    public void August_has_the_most_moves()
    {
        var months = journal.Where(pair => pair.Entry.Event == "XCM").CountBy(pair => pair.Entry.RegistrationDay[4..6]).ToDictionary();

        Assert.Multiple(() =>
        {
            Assert.That(months.MaxBy(pair => pair.Value).Key, Is.EqualTo("08"));
            Assert.That(months["08"] / months.Values.Average(), Is.InRange(1.4, 1.9));
        });
    }

    [Test]
    public void The_result_counts_what_the_journal_holds()
    {
        Assert.Multiple(() =>
        {
            Assert.That(
                result.ByEvent,
                Is.EquivalentTo(journal.CountBy(pair => pair.Entry.Event).ToDictionary(pair => pair.Key, pair => (long)pair.Value)));
            Assert.That(result.Entries, Is.EqualTo(journal.Count));
            Assert.That(result.LatestKey, Is.EqualTo(register.Read.LatestKey()));
            Assert.That((result.From, result.To), Is.EqualTo((new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 30))));
        });
    }

    [TestCase("XSS", "305", '1', TestName = "a birth")]
    [TestCase("XSS", "905", '1', TestName = "a birth in a parent's record")]
    [TestCase("XBL", "004", '1', TestName = "a child named")]
    [TestCase("XBO", "305", '1', TestName = "a father established")]
    [TestCase("XBO", "305", '3', TestName = "custody ended")]
    [TestCase("XBA", "305", '3', TestName = "a decision on custody")]
    [TestCase("XCA", "305", '1', TestName = "an agreement on custody")]
    [TestCase("XBX", "305", '4', TestName = "a fatherhood annulled")]
    [TestCase("XCG", "101", '1', TestName = "an order set with a move")]
    [TestCase("XEA", "305", '6', TestName = "custody corrected")]
    [TestCase("XBV", "904", '1', TestName = "a marriage")]
    [TestCase("XBV", "005", '3', TestName = "a name given up in marriage")]
    [TestCase("XCF", "904", '3', TestName = "a divorce")]
    [TestCase("XAN", "004", '3', TestName = "first names changed")]
    [TestCase("XDV", "004", '3', TestName = "a surname changed")]
    [TestCase("XAZ", "001", '1', TestName = "an identity code changed")]
    [TestCase("XAZ", "305", '6', TestName = "a guardian's code in a child's record")]
    [TestCase("XAZ", "905", '6', TestName = "a child's code in a guardian's record")]
    [TestCase("XAZ", "904", '6', TestName = "a spouse's code")]
    [TestCase("XAZ", "001", '0', TestName = "a duplicate found")]
    [TestCase("XCM", "102", '1', TestName = "a temporary address")]
    [TestCase("XCM", "103", '3', TestName = "a postal address ended")]
    [TestCase("XCM", "104", '3', TestName = "a return from abroad")]
    [TestCase("XKP", "104", '1', TestName = "a move abroad")]
    [TestCase("XLU", "009", '1', TestName = "a foreigner registered")]
    [TestCase("XTU", "204", '1', TestName = "a foreigner without a municipality")]
    [TestCase("XUF", "009", '6', TestName = "upkeep of a foreigner")]
    [TestCase("XMF", "101", '4', TestName = "a move cancelled")]
    [TestCase("XMF", "101", '6', TestName = "a move corrected")]
    [TestCase("XCF", "004", '6', TestName = "a name corrected")]
    [TestCase("XCF", "002", '3', TestName = "a mother tongue changed")]
    [TestCase("XCF", "013", '6', TestName = "a death corrected or cancelled")]
    [TestCase("XCF", "907", '1', TestName = "taking into care")]
    [TestCase("XRK", "903", '3', TestName = "a widow")]
    [TestCase("XRK", "307", '3', TestName = "a guardian of an adult who died")]
    [TestCase("XCI", "007", '1', TestName = "a citizenship")]
    [TestCase("XCI", "007", '3', TestName = "a citizenship lost")]
    [TestCase("XCG", "015", '1', TestName = "an order set")]
    [TestCase("XCG", "015", '3', TestName = "an order extended")]
    [TestCase("XCG", "015", '4', TestName = "an order ended")]
    [TestCase("XBH", "306", '1', TestName = "a guardianship")]
    [TestCase("XBH", "306", '3', TestName = "a guardianship changed")]
    [TestCase("XBH", "316", '1', TestName = "a power of attorney")]
    [TestCase("X99", "422", '1', TestName = "a foreign number")]
    [TestCase("XO1", "421", '1', TestName = "an e-mail address")]
    [TestCase("XO1", "401", '3', TestName = "an occupation")]
    [TestCase("XO1", "423", '3', TestName = "a name used no more")]
    [TestCase("XSS", "911", '1', TestName = "a parent of a newborn")]
    [TestCase("XSS", "912", '1', TestName = "a child in a parent's record")]
    [TestCase("XBO", "911", '1', TestName = "a father as parent")]
    [TestCase("XBX", "911", '4', TestName = "a father who is none")]
    [TestCase("XBX", "912", '4', TestName = "a child who is none of his")]
    [TestCase("XAZ", "911", '6', TestName = "a parent's code in a child's record")]
    [TestCase("XAZ", "912", '6', TestName = "a child's code in a parent's record")]
    [TestCase("XO1", "910", '1', TestName = "disclosure prohibited")]
    [TestCase("XO1", "910", '3', TestName = "disclosure allowed again")]
    [TestCase("XCM", "913", '3', TestName = "a municipality left")]
    [TestCase("XKP", "913", '3', TestName = "a municipality left for abroad")]
    [TestCase("XMF", "913", '6', TestName = "a municipality not left, as the move is cancelled")]
    public void Every_kind_of_event_occurs(string eventCode, string group, char attribute) =>
        Assert.That(Count(eventCode, record => Says(record, group, (byte)attribute)), Is.GreaterThan(0));

    private static bool Says(Record record, string code, byte attribute) =>
        Enumerable.Range(0, record.GroupCount).Any(group => record.Spec(group).Code == code && record.Attribute(group) == attribute);

    private static int Miscounted(Record record)
    {
        var wrong = 0;
        for (var group = 0; group < record.GroupCount; group++)
        {
            if (record.Spec(group).CountOf is not { } counted)
            {
                continue;
            }

            var holders = 0;
            for (var next = group + 1; next < record.GroupCount && record.Spec(next).Clarifies.Count > 0; next++)
            {
                holders += record.Spec(next).Code == counted.Group ? 1 : 0;
            }

            wrong += Encoding.ASCII.GetString(record.Value(group, counted.Field)) == holders.ToString("00") ? 0 : 1;
        }

        return wrong;
    }

    private int Count(string eventCode, Func<Record, bool> condition) =>
        journal.Count(pair => pair.Entry.Event == eventCode && condition(pair.Record));
}
