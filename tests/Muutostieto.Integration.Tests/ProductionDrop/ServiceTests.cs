using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;
using Muutostieto.Integration.Tests.Support;

namespace Muutostieto.Integration.Tests.ProductionDrop;

/// <summary>The program under an account of its own on the drop's host: it publishes to the folders of all recipients and sees what they
/// fetch.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class ServiceTests
{
    private ProductionServer server = null!;
    private TestInstallation installation = null!;

    [SetUp]
    public async Task SetUpAsync()
    {
        server = await ProductionServer.StartAsync();
        await server.AddRecipientAsync("a");
        installation = new TestInstallation(sharesKeys: false);
        installation.WriteSettings($$"""
             "default": { "type": "directory", "path": "{{server.Root}}", "downloadLog": "{{server.DownloadLog}}" },
             "sftp": { "type": "sftp", "host": "127.0.0.1", "port": {{server.PortText}}, "user": "{{server.Service}}",
                       "privateKeyFile": "{{server.In("service")}}", "knownHostsFile": "{{server.KnownHosts}}",
                       "downloadLog": "{{server.DownloadLog}}" }
            """);
        Directory.CreateDirectory(installation.Data);

        // The account comes to its own files and no others.
        foreach (var folder in new[] { server.In(""), installation.Root })
        {
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        }

        await Programs.RunAsync(
            "chown",
            installation.Root,
            "-R",
            $"{server.Service}:{server.Service}",
            installation.Data,
            server.In("service"));
    }

    [TearDown]
    public async Task TearDownAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
            installation.Dispose();
        }
    }

    [TestCase("default", "sftp")]
    [TestCase("default", "lftp")]
    [TestCase("default", "rclone")]
    [TestCase("sftp", "sftp")]
    public async Task It_publishes_what_the_recipient_alone_can_read_and_sees_it_fetched(string drop, string program)
    {
        var permit = Path.Combine(installation.Config, "permits", "kainuu-laajat.json");
        installation.WritePermit(drop: drop);
        File.WriteAllText(
            permit,
            File.ReadAllText(permit).Replace($"\"{TestInstallation.Recipient}\"", $"\"{server.AccountOf("a")}\"", StringComparison.Ordinal)
        );
        (await RunAsync("register", "create", "--municipality", "697", "--persons", "200")).AssertDone();
        (await RunAsync("batch")).AssertDone();

        // The service fetches what is there to compare it: no receipt.
        (await RunAsync("deliveries", "verify")).AssertDone();
        (await RunAsync("batch")).AssertDone();
        Assert.That((await RunAsync("deliveries", "list", "--json")).Json[0].GetProperty("state").GetString(), Is.EqualTo("published"));

        var files = Directory.GetFiles(server.Folder("a", "download"));
        Assert.That(files, Has.Length.EqualTo(5));
        Assert.That(files.Select(file => File.GetUnixFileMode(file) & UnixFileMode.OtherRead), Is.All.EqualTo(UnixFileMode.None));

        var client = Client.Of(program, server, "a");
        foreach (var file in files)
        {
            var fetched = server.In(Path.GetFileName(file));
            await FetchLoggedAsync(client, Path.GetFileName(file), fetched);
            Assert.That(File.ReadAllBytes(fetched), Is.EqualTo(File.ReadAllBytes(file)));
        }

        (await RunAsync("batch")).AssertDone();
        var delivery = (await RunAsync("deliveries", "list", "--json")).AssertDone().Json[0];
        Assert.That(
            delivery.GetProperty("state").GetString(),
            Is.EqualTo("received"),
            File.Exists(server.DownloadLog) ? File.ReadAllText(server.DownloadLog) : "no log");
        Assert.That(
            delivery.GetProperty("receipts").EnumerateArray().Select(receipt => receipt.GetProperty("source").GetString()),
            Is.All.EqualTo("downloaded").And.Exactly(5).Items);
    }

    [Test]
    public async Task A_refusal_in_upload_shows_in_the_exit_code_and_what_is_received_leaves_the_drop()
    {
        var permit = Path.Combine(installation.Config, "permits", "kainuu-laajat.json");
        installation.WritePermit();
        File.WriteAllText(permit, File.ReadAllText(permit)
            .Replace($"\"{TestInstallation.Recipient}\"", $"\"{server.AccountOf("a")}\"", StringComparison.Ordinal)
            .Replace("\"formats\"", "\"keepInDrop\": 0, \"formats\"", StringComparison.Ordinal));
        (await RunAsync("register", "create", "--municipality", "697", "--persons", "200")).AssertDone();
        (await RunAsync("batch")).AssertDone();
        var stem = Path.GetFileNameWithoutExtension(Directory.GetFiles(server.Folder("a", "download"), "*.json").Single());
        var client = Client.Of("sftp", server, "a");
        File.WriteAllText(server.In("answer"), "Database of 010190-900X is full.\n");
        Assert.That((await client.PutAsync(server.In("answer"), $"/upload/{stem}.ERR")).Code, Is.Zero);

        Settle($"{stem}.ERR");
        var refused = await RunAsync("batch");
        var shown = (await RunAsync("deliveries", "show", "1")).AssertDone();
        Assert.That(refused.Code, Is.EqualTo((int)ExitCode.SomePermitsFailed), $"{refused}");
        Assert.That(shown.Output, Does.Contain("Database of (number) is full."));

        File.WriteAllText(server.In("answer"), "");
        Assert.That((await client.PutAsync(server.In("answer"), $"/upload/{stem}.OK")).Code, Is.Zero);
        Settle($"{stem}.OK");
        (await RunAsync("batch")).AssertDone();
        (await RunAsync("batch")).AssertDone();
        Assert.That(Directory.GetFiles(server.Folder("a", "download")), Is.Empty);
        Assert.That(Directory.GetFiles(server.Folder("a", "upload")), Has.Length.EqualTo(2), "what a recipient wrote stays");
    }

    /// <summary>
    /// Fetches a file until the log says that it was closed: a client that ends the connection first leaves no such line, and the file
    /// counts when it is fetched again.
    /// </summary>
    private async Task FetchLoggedAsync(Client client, string name, string target)
    {
        var closed = $"close \"/download/{name}\"";
        for (var attempt = 0; attempt < 5; attempt++)
        {
            File.Delete(target);
            var got = await client.GetAsync($"/download/{name}", target);
            Assert.That(got.Code, Is.Zero, got.Errors);
            for (var wait = 0; wait < 20; wait++)
            {
                if (File.Exists(server.DownloadLog)
                    && (await File.ReadAllTextAsync(server.DownloadLog)).Contains(closed, StringComparison.Ordinal))
                {
                    return;
                }

                await Task.Delay(50);
            }
        }

        Assert.Fail($"{name} was fetched five times and never logged:\n{await File.ReadAllTextAsync(server.DownloadLog)}");
    }

    /// <summary>What was written a moment ago may be growing, and is waited for.</summary>
    private void Settle(string name) =>
        File.SetLastWriteTimeUtc(Path.Combine(server.Folder("a", "upload"), name), DateTime.UtcNow.AddMinutes(-10));

    private async Task<Outcome> RunAsync(params string[] arguments)
    {
        // As the unit's UMask=0027 does.
        string[] program =
        [
            "-u",
            server.Service,
            "--",
            "sh",
            "-c",
            "umask 027; HOME=\"$1\"; export HOME; shift; exec \"$@\"",
            "sh",
            installation.Data,
            "dotnet",
        ];
        var (code, output, errors) = await Programs.TryAsync(
            "runuser",
            installation.Root,
            [.. program, TestedProgram.Path, .. arguments, .. installation.Options]);
        return new Outcome(code, output, errors);
    }
}
