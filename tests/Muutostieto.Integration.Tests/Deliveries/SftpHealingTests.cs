using Muutostieto.Cli.Tests.Support;
using Muutostieto.Integration.Tests.Support;

namespace Muutostieto.Integration.Tests.Deliveries;

/// <summary>A real server that loses what it has taken, after the renames of a run or between two runs.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class SftpHealingTests
{
    [Test]
    public async Task What_a_server_loses_is_put_there_again_and_what_was_fetched_stays_gone()
    {
        using var installation = new TestInstallation();
        await using var server = await SshServer.StartAsync();
        var download = server.MakeRecipient(TestInstallation.Recipient);
        installation.WriteSettings(ProgramProcess.DropOf(server));
        (await installation.RunAsync("register", "create", "--municipality", "697", "--persons", "300")).AssertDone();

        // The data file is lost when the manifest, the last name, is given: the run that sends it sees that.
        var records = Path.Combine(download, TestInstallation.Stem + ".PTT");
        await server.MeddleAsync($"before RENAME {TestInstallation.Stem}.json truncate -s 0 {records}");
        var lost = await installation.RunAsync("batch");
        Assert.That(lost.Code, Is.Not.Zero);
        Assert.That(new FileInfo(records).Length, Is.Zero);
        await server.RestartAsync();
        (await installation.RunAsync("batch")).AssertDone();
        var whole = TestInstallation.Contents(download);
        Assert.That(new FileInfo(records).Length, Is.GreaterThan(1000));

        // Later it loses some more, and the recipient fetches and deletes one.
        File.WriteAllText(records, "short");
        File.WriteAllText(Path.Combine(download, TestInstallation.Stem + ".json"), "");
        File.WriteAllText(Path.Combine(download, TestInstallation.Stem + ".json.sig"), "no signature");
        File.Delete(Path.Combine(download, TestInstallation.Stem + ".sha256"));
        var healing = (await installation.RunAsync("batch")).AssertDone();
        Assert.That(healing.ToString(), Does.Contain("the drop had damaged files of it"));
        whole.Remove(TestInstallation.Stem + ".sha256");
        Assert.That(TestInstallation.Contents(download), Is.EqualTo(whole));
        Assert.That((await installation.RunAsync("batch")).AssertDone().ToString(), Does.Not.Contain("damaged"));
    }
}
