using System.IO.Abstractions;
using Muutostieto.Hosting.Settings;

namespace Muutostieto.Hosting.Tests.Settings;

/// <summary>What the configuration reads from outside has a limit each: the table in docs/architecture.md.</summary>
public sealed class LimitsTests
{
    private string folder = null!;

    [SetUp]
    public void SetUp() => folder = Directory.CreateTempSubdirectory("muutostieto-limits-").FullName;

    [TearDown]
    public void TearDown() => Directory.Delete(folder, recursive: true);

    [Test]
    public void A_file_of_the_configuration_that_is_too_large_is_a_fault_that_names_it_and_is_not_read()
    {
        var faults = new FaultCollector(new RemedyNames());
        var path = Huge("appsettings.json", PositionedJson.Largest + 1);

        Assert.That(PositionedJson.ReadFile(new FileSystem(), path, faults), Is.Null);
        Assert.That(faults.Report().ToString(), Does.Contain("appsettings.json").And.Contain("more than 16777216 bytes"));
    }

    private string Huge(string name, long bytes)
    {
        var path = Path.Combine(folder, name);
        using var file = File.Create(path);
        file.SetLength(bytes);
        return path;
    }
}
