using System.Text;
using System.Text.Json;
using Muutostieto.Cli.Tests.Support;
using Muutostieto.Integration.Tests.Support;

namespace Muutostieto.Integration.Tests.Lists;

/// <summary>
/// A permit with a list whose recipient uploads to a real sshd: the list is taken in, answered, and followed by the delivery, all of it
/// over SFTP.
/// </summary>
[Parallelizable(ParallelScope.Self)]
public sealed class ListOverSftpTests
{
    private const string Upload = "38950_20261115.HTT";
    private TestInstallation installation = null!;
    private SshServer server = null!;
    private string download = "";
    private string[] codes = [];

    private string UploadFolder => Path.Combine(Path.GetDirectoryName(download)!, "upload");

    [SetUp]
    public async Task SetUpAsync()
    {
        installation = new TestInstallation();
        server = await SshServer.StartAsync();
        download = server.MakeRecipient(TestInstallation.Recipient);
        installation.WriteSettings(ProgramProcess.DropOf(server));
        installation.WritePermit(nonDisclosureRight: true);
        var permit = Path.Combine(installation.Config, "permits", $"{TestInstallation.Permit}.json");
        await File.WriteAllTextAsync(
            permit,
            (await File.ReadAllTextAsync(permit)).Replace("{ \"county\": \"20\" }", "{ \"list\": true }", StringComparison.Ordinal));
        (await installation.RunAsync("register", "create", "--municipality", "697", "--persons", "300")).AssertDone();
        codes = DatabaseContents.Query(installation.Register, "SELECT code FROM version ORDER BY code");
    }

    [TearDown]
    public async Task TearDownAsync()
    {
        await server.DisposeAsync();
        installation.Dispose();
    }

    [Test]
    public async Task A_list_is_taken_in_answered_and_delivered()
    {
        await SendAsync(Upload, codes[7] + "L", codes[3] + "L", "010190-999WL");
        File.CreateSymbolicLink(Path.Combine(UploadFolder, "38950_20261114.HTT"), "/etc/passwd");
        var batch = (await installation.RunAsync("batch")).AssertDone();
        Assert.That(batch.Output, Does.Contain("kainuu-laajat base 001: 2 persons"));
        Assert.That(Result(Upload).GetProperty("refused").GetRawText(), Does.Contain("\"line\":4").And.Contain("unknown"));
        Assert.That(Result("38950_20261114.HTT").GetProperty("state").GetString(), Is.EqualTo("refused"), "links are not followed");

        var again = (await installation.RunAsync("batch")).AssertDone();
        Assert.That(again.Output, Does.Contain("Nothing is due."));
        await LoadAsync();
        Assert.That(Persons(), Is.EqualTo(new[] { codes[3], codes[7] }));

        // Another content under the name takes the place of the answer, too.
        await SendAsync(Upload, codes[9] + "L", codes[3] + "P");
        (await installation.RunAsync("deliver", "changes", TestInstallation.Permit)).AssertDone();
        Assert.That(Result(Upload).GetProperty("state").GetString(), Is.EqualTo("taken"));
        await LoadAsync();
        Assert.That(Persons(), Does.Contain(codes[9]));
        Assert.That(Directory.GetFiles(download, ".*"), Is.Empty, "nothing hidden stays");

        // A name that a hurried hand has typed is answered, once.
        await SendAsync("38950 20261116.htt", codes[11] + "L");
        await SendAsync("38590_20261116.HTT", codes[11] + "L");
        (await installation.RunAsync("batch")).AssertDone();
        var answered = Path.GetFileName(Directory.GetFiles(download, "38950-20261116.htt.*.RES").Single());
        Assert.That(
            Result(Path.GetFileNameWithoutExtension(answered)).GetProperty("reason").GetString(),
            Does.Contain("not that of a list"));
        Assert.That(Result("38590_20261116.HTT.38950").GetProperty("reason").GetString(), Does.Contain("customer number 38590"));
        var answer = await File.ReadAllBytesAsync(Path.Combine(download, answered));
        (await installation.RunAsync("batch")).AssertDone();
        Assert.That(await File.ReadAllBytesAsync(Path.Combine(download, answered)), Is.EqualTo(answer));
        await LoadAsync();
        Assert.That(Persons(), Does.Not.Contain(codes[11]));
    }

    private async Task LoadAsync() =>
        (await installation.RunAsync("load", download, "--into", installation.In("recipient.db"))).AssertDone();

    private string[] Persons() =>
        DatabaseContents.Query(installation.In("recipient.db"), "SELECT hetu FROM persons WHERE in_area = 1 ORDER BY hetu");

    private JsonElement Result(string upload)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(download, upload + ".RES")));
        return document.RootElement.Clone();
    }

    private Task SendAsync(string name, params string[] lines) =>
        File.WriteAllBytesAsync(
            Path.Combine(UploadFolder, name),
            Encoding.Latin1.GetBytes(
                $"'''ED2'''MUUTOSTIETO'ASIAKAS:38950'202611150500'1'STX:INHOUSE'TYP:MUTPHT'NRQ:0'''\r\n{string.Concat(lines.Select(line => line + "\r\n"))}'''EOF'''{lines.Length}'\r\n"
            ));
}
