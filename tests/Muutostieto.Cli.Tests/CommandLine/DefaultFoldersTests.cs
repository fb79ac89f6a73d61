using Muutostieto.Cli.CommandLine;

namespace Muutostieto.Cli.Tests.CommandLine;

public sealed class DefaultFoldersTests
{
    [TestCase(null, false, "config", "data")]
    [TestCase(null, true, "/etc/muutostieto", "/var/lib/muutostieto")]
    [TestCase("/srv/m", true, "/srv/m", "/srv/m")]
    [TestCase("", false, "config", "data")]
    public void A_variable_comes_first_then_the_systems_folders_then_those_of_the_current_one(
        string? variable, bool isThere, string config, string data) =>
        Assert.That(DefaultFolders.Of(_ => variable, _ => isThere), Is.EqualTo(new DefaultFolders(config, data)));

    [Test]
    public void Each_has_a_variable_of_its_own() => Assert.That(
        DefaultFolders.Of(name => name, _ => false), Is.EqualTo(new DefaultFolders("MUUTOSTIETO_CONFIG", "MUUTOSTIETO_DATA")));
}
