using System.IO.Compression;
using System.Text;
using Muutostieto.Deliveries.Composition;
using Muutostieto.Deliveries.Drops;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Deliveries.Tests.Support;
using Muutostieto.Records.Json;
using Muutostieto.Records.Model;
using Muutostieto.Records.Tests.Support;
using Muutostieto.Register;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace Muutostieto.Deliveries.Tests.Convergence;

/// <summary>
/// Base and changes, applied in order, equal a fresh base, for any life of the population; and nothing that an order protects is ever in a file.
/// FsCheck prints the seed of what it finds.
/// </summary>
public sealed class ConvergenceTests
{
    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("muutostieto-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Property(MaxTest = 150, EndSize = 1_000_000)]
    public void A_recipient_of_base_and_changes_has_what_a_fresh_base_says(int seed) => Run(seed);

    [TestCase(1)]
    [TestCase(7)]
    public void A_long_life_converges(int seed) => Run(seed, weeks: 60);

    private void Run(int seed, int? weeks = null)
    {
        var random = new Random(seed);
        using var life = new RandomLife(seed);
        var terms = RandomTerms(random);
        foreach (var file in Directory.EnumerateDirectories(folder))
        {
            Directory.Delete(file, recursive: true);
        }

        MemoryRecipient[] recipients = [new(fromCsv: false), new(fromCsv: true)];
        for (var count = random.Next(10); count > 0; count--)
        {
            life.Step();
        }

        JournalKey head = default, chainBase = default;
        var areaBefore = terms.Municipalities;
        var number = 0;
        for (var week = weeks ?? random.Next(1, 12); week >= 0; week--)
        {
            var isBase = number == 0 || random.Next(12) == 0;
            var to = life.Now;
            var area = life.IsMerged ? [.. terms.Municipalities.Where(code => code != "290").Append("205").Distinct().Order(StringComparer.Ordinal)] : terms.Municipalities;
            if (life.IsMerged && terms.Municipalities.Contains("290") != terms.Municipalities.Contains("205"))
            {
                // The merger moved the border of the area itself: whose area it then is, a new base says.
                isBase |= !areaBefore.SequenceEqual(area);
                area = [.. area.Where(code => code != "290")];
            }

            chainBase = isBase ? to : chainBase;
            var context = Some.Context with
            {
                Terms = terms with { Municipalities = area },
                IsBase = isBase,
                Number = ++number,
                From = isBase ? null : head.Value,
                To = to.Value,
                ChainBase = chainBase.Value,
                AreaBefore = areaBefore,
            };
            var delivered = Compose(life, context, $"{number}");
            foreach (var recipient in recipients)
            {
                recipient.Load(delivered, isBase);
            }

            CheckGate(life, context, delivered, to);
            CheckMinimality(terms, recipients[0], delivered);
            var expected = FreshBase(life, context);
            Assert.That(recipients[0].Residents(area), Is.EqualTo(expected), $"fixed width, delivery {number}, right {terms.NonDisclosureRight}");
            Assert.That(recipients[1].Residents(area), Is.EqualTo(expected), $"CSV, delivery {number}, right {terms.NonDisclosureRight}");
            (head, areaBefore) = (to, area);
            for (var steps = random.Next(9); steps > 0; steps--)
            {
                life.Step();
            }
        }
    }

    private static DeliveryTerms RandomTerms(Random random)
    {
        string[][] areas = [["205", "290"], ["205"], ["290", "765"], ["091", "205", "290", "765"]];
        string[] withheld = random.Next(3) switch { 0 => [], 1 => ["401", "421", "909", "305", "320"], _ => ["401", "005", "909", "002"] };
        return Some.Terms with
        {
            Municipalities = areas[random.Next(areas.Length)],
            NonDisclosureRight = random.Next(2) == 0,
            Groups = [.. Some.Terms.Groups.Where(group => !withheld.Contains(group.Group))],
        };
    }

    private string Compose(RandomLife life, DeliveryContext context, string name)
    {
        var target = Path.Combine(folder, name);
        Directory.CreateDirectory(target);
        var disk = new NoDisk();
        _ = context.IsBase
            ? new BaseComposer(life.Reader, Layouts.Catalog, disk).Compose(context, target, null, CancellationToken.None)
            : new ChangeComposer(life.Reader, Layouts.Catalog, disk).Compose(context, target, null, CancellationToken.None);
        return target;
    }

    private SortedDictionary<string, string[]> FreshBase(RandomLife life, DeliveryContext context)
    {
        var fresh = Compose(life, context with { IsBase = true, From = null }, "fresh");
        var residents = new SortedDictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var record in new MemoryRecipient(fromCsv: true).Records(fresh))
        {
            residents.Add(record.Text(HeaderField.IdentityCode), MemoryRecipient.Groups(record));
        }

        Directory.Delete(fresh, recursive: true);
        return residents;
    }

    /// <summary>Searches all delivered bytes for what was only ever so while an order protected it.</summary>
    private static void CheckGate(RandomLife life, DeliveryContext context, string delivered, JournalKey to)
    {
        var bytes = AllBytes(delivered);
        foreach (var secret in life.Secrets(to))
        {
            Assert.That(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)), Is.EqualTo(-1), $"a protected address is in delivery {context.Number}, right {context.Terms.NonDisclosureRight}");
        }

        if (context.Terms.NonDisclosureRight)
        {
            return;
        }

        var hidden = life.Everybody(to).Where(person => person.NonDisclosureEnd is not null).Select(person => person.IdentityCode).ToHashSet();
        using var json = new JsonRecordWriter();
        foreach (var record in new MemoryRecipient(fromCsv: true).Records(delivered))
        {
            var text = Encoding.UTF8.GetString(json.Write(record));
            if (MemoryRecipient.IsLeaving(record))
            {
                Assert.That(text, Does.EndWith("""rooli":"1","ryhmat":[{"ryhma":"204","muutos":"1","kuntanumero":"000"}]}"""), "leaving lines are all alike");
                continue;
            }

            Assert.That(hidden, Does.Not.Contain(record.Text(HeaderField.IdentityCode)), "a protected person has a record");
            Assert.That(text, Does.Not.Contain("\"ryhma\":\"015\"").And.Not.Contain("***"), "an order shows");
        }
    }

    private static void CheckMinimality(DeliveryTerms terms, MemoryRecipient recipient, string delivered)
    {
        var codes = terms.Groups.Select(group => group.Group).ToHashSet();
        foreach (var record in recipient.Records(delivered).Where(record => !record.IsOpaque))
        {
            Assert.That(codes.Contains("401") || record.Text(HeaderField.Event) != RandomLife.OccupationEvent, "a change of what the product lacks made a line");
            Assert.That(Enumerable.Range(0, record.GroupCount).Select(group => record.Spec(group).Code).Distinct(), Is.SubsetOf(codes));
        }
    }

    private static byte[] AllBytes(string delivered)
    {
        using var all = new MemoryStream();
        foreach (var file in Directory.EnumerateFiles(delivered))
        {
            if (file.EndsWith(".zip", StringComparison.Ordinal))
            {
                using var zip = ZipFile.OpenRead(file);
                foreach (var entry in zip.Entries)
                {
                    using var stream = entry.Open();
                    stream.CopyTo(all);
                }
            }
            else
            {
                all.Write(File.ReadAllBytes(file));
            }
        }

        return all.ToArray();
    }

    private sealed class NoDisk : IDiskSync
    {
        public void FlushFile(Stream file)
        {
        }

        public void FlushDirectory(string path)
        {
        }
    }
}
