using Muutostieto.Integration.Tests.Support;

namespace Muutostieto.Integration.Tests.Service;

/// <summary>The sample units, judged by systemd itself.</summary>
[Platform("Linux")]
[Parallelizable(ParallelScope.Self)]
public sealed class SystemdUnitTests
{
    private static readonly string[] Units =
        ["muutostieto.service", "muutostieto-batch.service", "muutostieto-batch.timer", "muutostieto-worker@.service"];
    private static readonly string Drop = Repository.File("samples", "sftp-drop", "production", "muutostieto-drop.service");
    private DirectoryInfo folder = null!;

    [SetUp]
    public void SetUp()
    {
        folder = Directory.CreateTempSubdirectory("muutostieto-units-");
        foreach (var unit in Units)
        {
            // Systemd looks for the program, which is not installed here.
            var text = File.ReadAllText(Repository.File("samples", "systemd", unit))
                .Replace("/opt/muutostieto/muutostieto", "/bin/true", StringComparison.Ordinal);
            File.WriteAllText(Path.Combine(folder.FullName, unit), text);
        }
    }

    [TearDown]
    public void TearDown() => folder?.Delete(recursive: true);

    [Test]
    public async Task Systemd_finds_no_fault_in_the_units()
    {
        var (code, output, errors) = await Programs.TryAsync(
            "systemd-analyze",
            folder.FullName,
            ["verify", .. Units.Select(unit => Path.Combine(folder.FullName, unit.Replace("@.", "@2.", StringComparison.Ordinal)))]);
        Assert.That(code, Is.Zero, output + errors);
        Assert.That(output + errors, Does.Not.Contain(folder.FullName), "a warning about a unit");
    }

    [Test]
    public async Task Systemd_finds_no_fault_in_the_drops_unit()
    {
        var (code, output, errors) = await Programs.TryAsync("systemd-analyze", folder.FullName, "verify", Drop);
        Assert.That(code, Is.Zero, output + errors);
        Assert.That(output + errors, Does.Not.Contain(Drop), "a warning about the unit");
    }

    [Test]
    public async Task Systemd_finds_a_fault_where_there_is_one()
    {
        var unit = Path.Combine(folder.FullName, Units[0]);
        await File.WriteAllTextAsync(
            unit,
            (await File.ReadAllTextAsync(unit)).Replace("ProtectSystem=strict", "ProtectSystem=very", StringComparison.Ordinal));
        var (_, output, errors) = await Programs.TryAsync("systemd-analyze", folder.FullName, "verify", unit);
        Assert.That(output + errors, Does.Contain(unit));
    }

    [TestCase("muutostieto.service")]
    [TestCase("muutostieto-batch.service")]
    public async Task The_services_are_hardened(string unit)
    {
        // Of 100: 0 is sealed off, 96 is a unit that says nothing about it.
        var (code, output, errors) = await Programs.TryAsync(
            "systemd-analyze",
            folder.FullName,
            "security",
            "--no-pager",
            "--offline=true",
            "--threshold=20",
            Path.Combine(folder.FullName, unit));
        Assert.That(code, Is.Zero, output + errors);
    }

    [Test]
    public void What_the_guide_tells_to_call_is_what_the_units_call()
    {
        var guide = File.ReadAllText(Repository.File("docs", "operations.md"));
        foreach (var unit in Units)
        {
            Assert.That(guide, Does.Contain(unit.Replace("@.service", "@", StringComparison.Ordinal)));
        }
    }
}
