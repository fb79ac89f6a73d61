using System.IO.Abstractions;
using Muutostieto.Records.Foreign;
using Muutostieto.Records.Groups;

namespace Muutostieto.Records.Tests;

/// <summary>What is read from outside has a limit each: the table in docs/architecture.md.</summary>
public sealed class LimitsTests
{
    private string folder = null!;

    [SetUp]
    public void SetUp() => folder = Directory.CreateTempSubdirectory("muutostieto-limits-").FullName;

    [TearDown]
    public void TearDown() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Layouts_that_are_too_large_are_named_and_not_read() =>
        Assert.That(
            () => GroupCatalogReader.Load(new FileSystem(), Huge("groups.json", (16 << 20) + 1)),
            Throws.TypeOf<MuutostietoException>().With.Message.Contains("groups.json").And.Message.Contains("more than 16777216 bytes"));

    [Test]
    public void Lines_without_an_end_cost_no_memory_and_the_next_one_is_read()
    {
        var path = Path.Combine(folder, "log");
        using (var writer = new StreamWriter(path))
        {
            for (var block = 0; block < 300; block++)
            {
                writer.Write(new string('x', 100_000));
            }

            writer.Write("\r\nshort\r\n12345678\n123456789\nlast");
        }

        using var reader = new StreamReader(path);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(BoundedRead.Lines(reader, 8).ToList(), Is.EqualTo(new[] { "short", "12345678", "last" }));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1_000_000));
    }

    [Test]
    public void A_stream_is_read_up_to_its_limit()
    {
        Assert.That(BoundedRead.All(new MemoryStream(new byte[10]), 10), Has.Length.EqualTo(10));
        Assert.That(() => BoundedRead.All(new MemoryStream(new byte[11]), 10), Throws.TypeOf<InvalidDataException>());
    }

    private string Huge(string name, long bytes)
    {
        var path = Path.Combine(folder, name);
        using var file = File.Create(path);
        file.SetLength(bytes);
        return path;
    }
}
