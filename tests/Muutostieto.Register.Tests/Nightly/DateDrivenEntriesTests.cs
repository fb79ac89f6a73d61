using System.Text;
using Muutostieto.Records.Json;
using Muutostieto.Records.Model;
using Muutostieto.Records.State;
using Muutostieto.Register.Nightly;
using Muutostieto.Register.Sqlite;
using Muutostieto.Register.Tests.Support;

namespace Muutostieto.Register.Tests.Nightly;

public sealed class DateDrivenEntriesTests
{
    private const string LastDay = "20260110";

    private static readonly DateOnly Day = new(2026, 1, 11);

    private TemporaryFolder folder = null!;

    private string FilePath => folder.File("register.db");

    [SetUp]
    public void Create()
    {
        folder = new TemporaryFolder();
        using var loader = SqliteRegister.Create(FilePath, Some.Origin, Some.Clock);
        loader.Add(Person(1, "205", LastDay));
        loader.Add(Person(2, "205", "99990000"));
        loader.Add(Person(3, "205", "20260111"));
        loader.Add(Person(4, "205", null));
        loader.Add(Person(5, "205", LastDay) with { Alive = false });
        loader.Add(Person(6, "911", null));
        loader.Add(Person(7, "911", LastDay));
        loader.Complete();
    }

    [TearDown]
    public void Remove() => folder.Dispose();

    [Test]
    public void An_order_ends_the_day_after_its_last_day_and_everything_it_covered_comes_again()
    {
        Assert.That(Run(Day.AddDays(-1)), Is.EqualTo(new DateDrivenResult(0, 0)));
        Assert.That(Run(Day).EndedOrders, Is.EqualTo(2));

        using var register = SqliteRegister.OpenRead(FilePath);
        var record = Parse(register.ReadJournal(new JournalKey(1), register.LatestKey()).First().Record);
        var version = register.Find(Some.Code(1), register.LatestKey())!;
        Assert.Multiple(() =>
        {
            Assert.That(record.Text(HeaderField.Event), Is.EqualTo("XCG"));
            Assert.That(record.Text(HeaderField.Registered), Is.EqualTo("20260111"));
            Assert.That(Groups(record), Is.EqualTo(new[] { "0154", "1010", "2040", "4210", "9090" }));
            Assert.That(record.Text(0, "paattymispv"), Is.EqualTo(LastDay));
            Assert.That(version.NonDisclosureEnd, Is.Null);
            Assert.That(Groups(Parse(version.Document)), Is.EqualTo(new[] { "1011", "2041", "4211", "9091" }));
        });
    }

    [Test]
    public void Those_whose_order_holds_the_dead_and_those_without_one_are_left_alone()
    {
        Run(Day);

        using var register = SqliteRegister.OpenRead(FilePath);
        Assert.That(
            new[] { 2, 3, 5 }.Select(number => register.Find(Some.Code(number), register.LatestKey())!.NonDisclosureEnd),
            Is.EqualTo(new[] { "99990000", "20260111", LastDay }));
        Assert.That(
            new[] { 2, 3, 4, 5 }.Select(number => register.Find(Some.Code(number), register.LatestKey())!.From.Value),
            Is.All.EqualTo(1));
    }

    [TestCase("20260100", "2026-01-31")]
    [TestCase("20260000", "2026-12-31")]
    [TestCase("00000100", null)]
    public void An_order_whose_last_day_is_not_known_holds_through_the_last_it_may_be(string end, string? last)
    {
        using (var writer = SqliteRegister.OpenWrite(FilePath))
        using (var transaction = writer.Begin())
        {
            transaction.Append(new NewEntry("XSS", "20260101", "1", "1", "{}"u8.ToArray(), Person(8, "205", end)));
            transaction.Commit();
        }

        var lastDay = DateOnly.ParseExact(last ?? "2999-12-31", "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        Run(lastDay);
        Assert.That(Find(8).NonDisclosureEnd, Is.EqualTo(end));
        if (last is not null)
        {
            Run(lastDay.AddDays(1));
            Assert.That(Find(8).NonDisclosureEnd, Is.Null);
        }
    }

    [TestCase(null, 14, false, TestName = "A_fed_register_that_had_no_import_ends_no_order")]
    [TestCase("2026-01-20", 14, false, TestName = "An_import_within_the_grace_ends_no_order")]
    [TestCase("2026-01-24", 14, false, TestName = "An_import_on_the_last_day_of_grace_ends_no_order")]
    [TestCase("2026-01-25", 14, true, TestName = "An_import_after_the_grace_lets_an_order_end")]
    [TestCase("2026-01-10", 0, false, TestName = "Without_grace_an_import_on_the_last_day_ends_no_order")]
    [TestCase("2026-01-11", 0, true, TestName = "Without_grace_an_import_on_the_next_day_lets_an_order_end")]
    [TestCase("2030-06-01", 14, false, TestName = "An_import_that_a_wrong_clock_dated_ahead_ends_no_order")]
    [TestCase("2026-03-02", 0, false, TestName = "An_import_dated_tomorrow_ends_no_order_even_without_grace")]
    [TestCase("2026-03-01", 49, true, TestName = "An_import_of_today_lets_an_order_end_whose_grace_is_over")]
    public void In_a_fed_register_an_order_ends_on_the_feeds_word(string? import, int graceDays, bool ends)
    {
        using (var writer = SqliteRegister.OpenWrite(FilePath))
        using (var transaction = writer.Begin())
        {
            transaction.KeepImport(Time(import ?? "2026-01-01"));
            transaction.Commit();
        }

        if (import is null)
        {
            Sql("UPDATE feed SET imported = NULL");
        }

        var result = Run(new DateOnly(2026, 3, 1), graceDays);

        Assert.That(result.EndedOrders, Is.EqualTo(ends ? 2 : 0));
        Assert.That(Find(1).NonDisclosureEnd, Is.EqualTo(ends ? null : LastDay));
    }

    [Test]
    public void A_merger_of_municipalities_waits_for_no_feed()
    {
        Sql("UPDATE feed SET fed = 1");

        Assert.That(Run(Day, new MunicipalMerger("911", "541", new DateOnly(2026, 1, 1))), Is.EqualTo(new DateDrivenResult(0, 2)));
    }

    [Test]
    public void A_register_of_real_persons_is_a_fed_one_whatever_filled_it()
    {
        using (var loader = SqliteRegister.Create(folder.File("production.db"), new RegisterOrigin(RegisterKind.Production), Some.Clock))
        {
            loader.Complete();
        }

        using var register = SqliteRegister.OpenRead(folder.File("production.db"));
        Assert.That(register.Feed(), Is.EqualTo(new RegisterFeed(true, null, 0, 0)));
    }

    [Test]
    public void A_run_again_and_a_run_of_a_later_day_enter_nothing_twice()
    {
        var merger = new MunicipalMerger("911", "541", new DateOnly(2026, 1, 1));
        Run(Day, merger);

        Assert.Multiple(() =>
        {
            Assert.That(Run(Day, merger), Is.EqualTo(new DateDrivenResult(0, 0)));
            Assert.That(Run(Day.AddDays(1), merger), Is.EqualTo(new DateDrivenResult(1, 0)), "the order of the next day alone");
        });
    }

    [Test]
    public void A_merger_changes_the_number_of_the_municipality_and_nothing_else()
    {
        var merger = new MunicipalMerger("911", "541", new DateOnly(2026, 1, 1));
        Assert.That(Run(new DateOnly(2025, 12, 31), merger).Merged, Is.Zero);
        var before = Find(6);
        Assert.That(Run(new DateOnly(2026, 1, 1), merger).Merged, Is.EqualTo(2));

        using var register = SqliteRegister.OpenRead(FilePath);
        var record = Parse(register.ReadJournal(new JournalKey(1), new JournalKey(2)).Single().Record);
        var after = Find(6);
        Assert.Multiple(() =>
        {
            Assert.That(Groups(record), Is.EqualTo(new[] { "2043", "9093" }));
            Assert.That(record.Text(0, "muuttopv"), Is.EqualTo("20100501"));
            Assert.That(after.Municipality, Is.EqualTo("541"));
            Assert.That(
                Encoding.UTF8.GetString(after.Document.Span),
                Is.EqualTo(Encoding.UTF8.GetString(before.Document.Span).Replace("911\"", "541\"", StringComparison.Ordinal)));
        });
    }

    [Test]
    public void A_chain_of_mergers_that_were_missed_is_made_up_in_one_run()
    {
        Run(Day, new MunicipalMerger("541", "205", new DateOnly(2026, 1, 5)), new MunicipalMerger("911", "541", new DateOnly(2026, 1, 1)));

        Assert.That(new[] { 6, 7 }.Select(number => Find(number).Municipality), Is.All.EqualTo("205"));
    }

    [Test]
    public void Every_entry_says_the_whole_change()
    {
        Run(Day, new MunicipalMerger("911", "541", new DateOnly(2026, 1, 1)));

        using var register = SqliteRegister.OpenRead(FilePath);
        using var writer = new JsonRecordWriter();
        foreach (var entry in register.ReadJournal(new JournalKey(1), register.LatestKey()))
        {
            var state = new PersonState(Parse(register.At(entry.PersonId!.Value, new JournalKey(entry.Key.Value - 1))!.Document));
            state.Apply(Parse(entry.Record));
            Assert.That(
                writer.WriteState(state.Groups).SequenceEqual(register.At(entry.PersonId.Value, entry.Key)!.Document.Span),
                Is.True);
        }
    }

    private static NewVersion Person(int number, string municipality, string? end) =>
        new()
        {
            IdentityCode = Some.Code(number),
            Municipality = municipality,
            NonDisclosureEnd = end,
            Document = Encoding.UTF8.GetBytes(
                $$"""{"hetu":"{{Some.Code(number)}}","ryhmat":[{{(end is null ? "" : $$"""{"ryhma":"015","muutos":"1","paattymispv":"{{end}}"},""")}}{"ryhma":"101","muutos":"1","katu_fi":"Keksitty katu","katunumero":"5","postinumero":"87100","alkupv":"20200101"},{"ryhma":"204","muutos":"1","kuntanumero":"{{municipality}}","muuttopv":"20100501"},{"ryhma":"421","muutos":"1","laji":"99","osoite":"a@posti.example"},{"ryhma":"909","muutos":"1","rakennustunnus":"9000000015","osoitenumero":"1","kuntanumero":"{{municipality}}","alkupv":"20200101"}]}"""
            ),
        };

    private static Record Parse(ReadOnlyMemory<byte> json)
    {
        var record = new Record();
        new JsonRecordReader(Layouts.Catalog).Read(json.Span, record);
        return record;
    }

    private static string[] Groups(Record record) =>
        [.. Enumerable.Range(0, record.GroupCount).Select(group => record.Spec(group).Code + (char)record.Attribute(group))];

    private PersonVersion Find(int number)
    {
        using var register = SqliteRegister.OpenRead(FilePath);
        return register.Find(Some.Code(number), register.LatestKey())!;
    }

    private static DateTimeOffset Time(string day) =>
        DateTimeOffset.Parse(day + "T12:00:00Z", System.Globalization.CultureInfo.InvariantCulture);

    private void Sql(string sql)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={FilePath};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are this file's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private DateDrivenResult Run(DateOnly day, int graceDays)
    {
        using var read = SqliteRegister.OpenRead(FilePath);
        using var write = SqliteRegister.OpenWrite(FilePath);
        using var entries = new DateDrivenEntries(Layouts.Catalog, [], graceDays);
        return entries.Run(read, write, day);
    }

    private DateDrivenResult Run(DateOnly day, params MunicipalMerger[] mergers)
    {
        using var read = SqliteRegister.OpenRead(FilePath);
        using var write = SqliteRegister.OpenWrite(FilePath);
        using var entries = new DateDrivenEntries(Layouts.Catalog, mergers);

        // All persons here live at one address; sharing it is counted, but not tested here.
        return entries.Run(read, write, day) with { SharingDwelling = 0 };
    }
}
