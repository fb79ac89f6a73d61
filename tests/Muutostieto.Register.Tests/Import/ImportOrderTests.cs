using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Muutostieto.Register.Import;
using Muutostieto.Register.Sqlite;
using Muutostieto.Register.Tests.Support;

namespace Muutostieto.Register.Tests.Import;

/// <summary>Numbers of a feed start over after 999; the files of one import keep the order in which they were made.</summary>
public sealed partial class ImportOrderTests
{
    private const string Series = "38950_KAIREK";

    [TestCase("001,999,002,998", "998,999,001,002")]
    [TestCase("003,001,002", "001,002,003")]
    [TestCase("001,500", "001,500")]
    [TestCase("007", "007")]
    [TestCase("0001,9999,9998", "9998,9999,0001")]
    public void Of_a_series_without_an_import_files_begin_after_the_largest_gap_of_the_ring(string given, string expected) =>
        Assert.That(Order(given), Is.EqualTo(expected));

    [TestCase(997, "", "001,999,002,998", "998,999,001,002")]
    [TestCase(999, "", "002,001", "001,002")]
    [TestCase(365, "", "001,366,002", "366,001,002")]
    [TestCase(600, "", "001,700,601", "601,700,001")]
    [TestCase(1, "999", "002,999", "999,002")]
    [TestCase(100, "50", "101,050", "050,101")]
    [TestCase(2, "", "003,998,002", "998,002,003")]
    [TestCase(2, "", "003,004,005", "003,004,005")]
    public void Files_follow_the_last_one_imported_and_missing_or_late_ones_come_before_it(
        int last, string missing, string given, string expected) =>
        Assert.That(Order(given, new FeedPosition(last, Numbers(missing))), Is.EqualTo(expected));

    [Test]
    public void From_any_place_of_the_ring_files_in_any_order_come_in_sequence([Values] bool isKnown, [Range(1, 12)] int seed)
    {
        var random = new Random(seed);
        var (start, count) = (random.Next(999), random.Next(1, 400));
        var sequence = Enumerable.Range(start, count).Select(number => (number % 999) + 1).ToArray();
        var given = sequence.ToArray();
        random.Shuffle(given);
        var position = isKnown ? new FeedPosition(start == 0 ? 999 : start, new HashSet<int>()) : null;
        Assert.That(Order(Join(given), position), Is.EqualTo(Join(sequence)), $"from {start + 1}, {count} files");
    }

    [Test]
    public void Each_series_turns_where_it_does_and_bases_come_before_changes()
    {
        string[] given =
        [
            "38950_20261103KAIREK_001.MTT", "12345_20261103OPHREK_002.MTT", "38950_20261102KAIREK_999.MTT",
            "12345_20261102OPHREK_001.MTT", "38950_PT261101KAIREK_001.PTT", "38950_PT261031KAIREK_999.PTT", "feed.MTT",
        ];
        Assert.That(
            ImportOrder.Of(given, series => series == Series ? new FeedPosition(998, new HashSet<int>()) : null),
            Is.EqualTo(new[] { given[5], given[4], given[6], given[3], given[1], given[2], given[0] }));
    }

    [TestCase("001,998,999")]
    [TestCase("998", "001,999")]
    public void A_change_from_after_the_turn_overwrites_one_from_before_it(params string[] imports)
    {
        using var folder = new TemporaryFolder();
        using (var loader = SqliteRegister.Create(folder.File("register.db"), Some.Origin, Some.Clock))
        {
            loader.Complete();
        }

        Import(["PT261101KAIREK_001.PTT"], $"{Some.Code(1)}XXX202611011102|00311|204120520200101|");
        foreach (var numbers in imports)
        {
            Import([.. numbers.Split(',').Select(number => $"20261102KAIREK_{number}.MTT")], "");
        }

        using var register = SqliteRegister.OpenRead(folder.File("register.db"));
        Assert.That(
            register.ReadJournal(default, register.LatestKey())
                .Select(entry => Municipality().Match(Encoding.UTF8.GetString(entry.Record.Span)).Groups[1].Value),
            Is.EqualTo(new[] { "205", "998", "999", "001" }));
        Assert.That(register.Find(Some.Code(1), register.LatestKey())!.Municipality, Is.EqualTo("001"));
        Assert.That(register.Feed().MissingFiles, Is.Zero);

        void Import(string[] names, string line)
        {
            foreach (var name in names)
            {
                var number = name[^7..^4];
                File.WriteAllText(
                    folder.File($"38950_{name}"),
                    (line.Length > 0 ? line : $"{Some.Code(1)}XCF202611020101|2041{number}20261102|") + "\r\n",
                    Encoding.Latin1);
            }

            using var writer = SqliteRegister.OpenWrite(folder.File("register.db"));
            _ = new RegisterImport(Layouts.Catalog, clock: Some.Clock).Run(writer, [.. names.Select(name => folder.File($"38950_{name}"))]);
        }
    }

    private static string Order(string numbers, FeedPosition? position = null) =>
        string.Join(
            ',',
            ImportOrder
                .Of([.. numbers.Split(',').Select(number => $"38950_20261102KAIREK_{number}.MTT")], _ => position)
                .Select(name => name[21..^4]));

    private static string Join(IEnumerable<int> numbers) =>
        string.Join(',', numbers.Select(number => number.ToString("000", CultureInfo.InvariantCulture)));

    private static HashSet<int> Numbers(string numbers) =>
        [.. numbers.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(number => int.Parse(number, CultureInfo.InvariantCulture))];

    [GeneratedRegex("\"kuntanumero\":\"([0-9]{3})\"")]
    private static partial Regex Municipality();
}
