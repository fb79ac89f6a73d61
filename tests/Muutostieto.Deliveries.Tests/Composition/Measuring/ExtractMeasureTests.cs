using System.Text;
using Muutostieto.Deliveries.Composition;
using Muutostieto.Deliveries.Composition.Measuring;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Deliveries.Tests.Engine;
using Muutostieto.Deliveries.Tests.Support;
using Muutostieto.Disclosure;
using Muutostieto.Records.Files;
using Muutostieto.Register;
using Muutostieto.Synthetic;

namespace Muutostieto.Deliveries.Tests.Composition.Measuring;

/// <summary>How large the files of an extract would be is measured without a file.</summary>
public sealed class ExtractMeasureTests
{
    private static readonly string[] Municipality = ["205"];
    private static readonly string[] Formats = ["fixed", "csv", "jsonl", "parquet", "xlsx"];

    private readonly ChosenSelection selection = new();
    private TestRegister register = null!;
    private string folder = "";

    [OneTimeSetUp]
    public void MakeRegister()
    {
        var population = new SyntheticPopulation(new PopulationOptions { Municipalities = Municipality, Persons = 6000, Seed = 7 });
        register = TestRegister.Of([.. population.Create().Select(person => Encoding.UTF8.GetString(person.Document.Span))]);
        var persons = new List<long>();
        register.Reader.ScanResidents(register.Reader.LatestKey(), Municipality, (in ResidentRow row) => persons.Add(row.PersonId));
        selection.Persons = persons;
    }

    [OneTimeTearDown]
    public void RemoveRegister() => register.Dispose();

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("muutostieto-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void What_is_written_whole_has_the_size_of_the_files()
    {
        var measured = Count(10_000);
        Assert.That(measured.Sizes, Is.EqualTo(Composed()));
        Assert.That(measured.Counted.Persons, Is.GreaterThan(5000));
    }

    [TestCase(2000)]
    [TestCase(500)]
    public void What_is_written_in_part_is_within_a_factor_of_one_and_a_half(int most)
    {
        var (measured, real) = (Count(most), Composed());
        Assert.That(measured.Sizes.Select(size => size.Format), Is.EqualTo(Formats));
        Assert.That(measured.Counted.Records, Is.EqualTo(Count(10_000).Counted.Records), "all lines are counted");
        foreach (var (estimate, size) in measured.Sizes.Zip(real))
        {
            var factor = (double)estimate.Bytes / size.Bytes;
            TestContext.Out.WriteLine($"{most} {size.Format}: {factor:F3}");
            Assert.That(factor, Is.InRange(1 / 1.5, 1.5), $"{size.Format}");
        }
    }

    [Test]
    public void An_extract_of_no_one_is_measured_too()
    {
        var persons = selection.Persons;
        selection.Persons = [];
        try
        {
            Assert.That(Count(5).Sizes.Select(size => size.Bytes), Has.All.Not.Negative);
        }
        finally
        {
            selection.Persons = persons;
        }
    }

    [Test]
    public void Of_what_a_writer_reads_again_nothing_is_left_when_it_is_removed_and_what_is_missing_is_said()
    {
        var disk = new MeasuringDisk();
        var spool = Path.Combine(MeasuringDisk.Folder, ".rows");
        PrivateFile.CreateFolder(disk.Files, spool);
        PrivateFile.Write(disk.Files, Path.Combine(spool, "a"), "abc"u8);
        using (var read = disk.Files.File.OpenRead(Path.Combine(spool, "a")))
        {
            Assert.That(read.ReadByte(), Is.EqualTo('a'));
        }

        disk.Files.Directory.Delete(spool, recursive: true);
        Assert.That(() => disk.Files.File.OpenRead(Path.Combine(spool, "a")), Throws.TypeOf<FileNotFoundException>());
        Assert.That(Directory.Exists(MeasuringDisk.Folder), Is.False);
    }

    private DeliveryContext Context => Some.Context with
    {
        Kind = DeliveryKind.Extract,
        To = register.Reader.LatestKey().Value,
        Terms = Some.Terms with
        {
            Municipalities = Municipality,
            Formats = Formats,
            Groups = [.. new[] { "002", "003", "004", "101", "204", "901", "909" }.Select(group => new TermsGroup(group, null))],
            Order = new OrderTerms("otos", "statistics", "{}", true, register.Reader.LatestKey().Value, Some.Context.Day, Some.Context.Day),
        },
    };

    private CountedExtract Count(int most) => new ExtractComposer(register.Reader, Layouts.Catalog, NoDisk.Instance, selection)
    {
        MostMeasured = most,
    }.Count(Context, null, CancellationToken.None);

    private List<FormSize> Composed()
    {
        var composed = new ExtractComposer(register.Reader, Layouts.Catalog, NoDisk.Instance, selection)
            .Compose(Context, folder, null, CancellationToken.None);
        return [.. composed.Files.Take(Formats.Length).Zip(Formats, (file, format) => new FormSize(format, file.Bytes))];
    }
}
