using Muutostieto.Integration.Tests.Support;

namespace Muutostieto.Integration.Tests.ProductionDrop;

/// <summary>What a recipient can and cannot do on the drop's own server, with three clients.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class RecipientRightsTests
{
    private const string Stem = "38950_PT261116KAIREK_001";
    private ProductionServer server = null!;

    [OneTimeSetUp]
    public async Task SetUpAsync()
    {
        server = await ProductionServer.StartAsync();
        await server.AddRecipientAsync("a");
        await server.AddRecipientAsync("b");
        await server.PublishAsync("a");
        await server.PublishAsync("b");
    }

    [OneTimeTearDown]
    public async Task TearDownAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }

    [Test]
    public async Task It_sees_its_own_files_only([Values("sftp", "lftp", "rclone")] string program)
    {
        var client = Client.Of(program, server, "a");
        var root = await client.ListAsync("/");
        var download = await client.ListAsync("/download");
        var fetched = server.In($"fetched-{program}");
        var got = await client.GetAsync($"/download/{Stem}.PTT", fetched);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                root.Output,
                Does.Contain("download").And.Contain("upload").And.Not.Contain(server.AccountOf("b")).And.Not.Contain("etc"),
                root.Errors);
            Assert.That(download.Output, Does.Contain($"{Stem}.PTT").And.Contain($"{Stem}.json"), download.Errors);
            Assert.That(got.Code, Is.Zero, got.Errors);
            Assert.That(File.ReadAllText(fetched), Is.EqualTo("records of a\r\n"));
        }
    }

    [Test]
    public async Task It_cannot_write_change_or_remove_in_download([Values("sftp", "lftp", "rclone")] string program)
    {
        var client = Client.Of(program, server, "a");
        var own = server.In($"own-{program}");
        File.WriteAllText(own, "mine");

        var put = await client.PutAsync(own, $"/download/mine-{program}");
        var overwritten = await client.PutAsync(own, $"/download/{Stem}.PTT");
        var removed = await client.RemoveAsync($"/download/{Stem}.json");
        var beside = await client.PutAsync(own, $"/mine-{program}");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (int[])[put.Code, overwritten.Code, removed.Code, beside.Code],
                Has.None.Zero,
                $"{put}\n{overwritten}\n{removed}\n{beside}");
            Assert.That(
                Directory.GetFiles(server.Folder("a", "download")).Select(Path.GetFileName),
                Is.EquivalentTo((string[])[$"{Stem}.PTT", $"{Stem}.json"]));
            Assert.That(File.ReadAllText(server.Folder("a", "download", $"{Stem}.PTT")), Is.EqualTo("records of a\r\n"));
            Assert.That(server.Folder("a", $"mine-{program}"), Does.Not.Exist);
        }
    }

    [Test]
    public async Task It_cannot_climb_out([Values("sftp", "lftp", "rclone")] string program)
    {
        var client = Client.Of(program, server, "a");
        var stolen = server.In($"stolen-{program}");
        string[] paths =
        [
            "/etc/passwd",
            "../../../../etc/passwd",
            $"/../{server.AccountOf("b")}/download/{Stem}.PTT",
            $"download/../../{server.AccountOf("b")}/download/{Stem}.PTT",
            server.Folder("b", "download", $"{Stem}.PTT"),
        ];
        foreach (var path in paths)
        {
            var got = await client.GetAsync(path, stolen);
            Assert.That(got.Code, Is.Not.Zero, $"{path}: {got}");
            Assert.That(stolen, Does.Not.Exist, path);
        }
    }

    [Test]
    public async Task It_can_answer_and_the_service_reads_the_answer([Values("sftp", "lftp", "rclone")] string program)
    {
        var client = Client.Of(program, server, "a");
        var answer = server.In($"answer-{program}");
        File.WriteAllText(answer, "{}\n");

        var put = await client.PutAsync(answer, $"/upload/{program}.OK");

        Assert.That(put.Code, Is.Zero, $"{put}");
        var receipts = await server.Drop().ReadReceiptsAsync(server.AccountOf("a"), [program], CancellationToken.None);
        Assert.That(receipts.Single().Content, Is.EqualTo("{}\n"u8.ToArray()));
    }

    [Test]
    public async Task A_link_in_upload_is_refused()
    {
        var batch = server.In("links");
        File.WriteAllText(batch, "-symlink /etc/passwd /upload/soft.OK\n-ln /download/38950_PT261116KAIREK_001.PTT /upload/hard.OK\n");

        await Programs.TryAsync(
            "sftp",
            server.In(""),
            [.. server.SshOptions("a"), "-P", server.PortText, "-b", batch, $"{server.AccountOf("a")}@127.0.0.1"]);

        Assert.That(
            Directory.GetFiles(server.Folder("a", "upload")).Select(Path.GetFileName),
            Has.None.EqualTo("soft.OK").And.None.EqualTo("hard.OK"));
    }

    [TestCase("id", TestName = "It_gets_no_shell_for_a_command")]
    [TestCase(null, TestName = "It_gets_no_shell")]
    public async Task It_gets_no_shell(string? command)
    {
        string[] arguments =
        [
            .. server.SshOptions("a"),
            "-tt",
            "-p",
            server.PortText,
            $"{server.AccountOf("a")}@127.0.0.1",
            .. command is null ? Array.Empty<string>() : [command],
        ];

        var (_, output, errors) = await Programs.TryAsync("timeout", server.In(""), ["10", "ssh", .. arguments]);

        Assert.That(output, Does.Not.Contain("uid="), errors);
        Assert.That(errors, Does.Contain("PTY allocation request failed"));
    }

    [Test]
    public async Task It_gets_no_tunnel()
    {
        var to = $"127.0.0.1:{server.PortText}";
        string[] start = ["10", "ssh", .. server.SshOptions("a"), "-o", "ExitOnForwardFailure=yes", "-p", server.PortText];
        var user = $"{server.AccountOf("a")}@127.0.0.1";

        var direct = await Programs.TryAsync("timeout", server.In(""), [.. start, "-W", to, user]);
        var back = await Programs.TryAsync("timeout", server.In(""), [.. start, "-N", "-R", $"0:{to}", user]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(direct.Code, Is.Not.Zero);
            Assert.That(direct.Output, Does.Not.Contain("SSH-2.0"), "the other end was reached");
            Assert.That(direct.Errors, Does.Contain("administratively prohibited").Or.Contain("forwarding failed"));
            Assert.That(back.Errors, Does.Contain("remote port forwarding failed"));
        }
    }

    [Test]
    public async Task It_does_not_get_in_with_another_recipients_key()
    {
        var (code, _, errors) = await Programs.TryAsync(
            "ssh",
            server.In(""),
            [.. server.SshOptions("b"), "-p", server.PortText, $"{server.AccountOf("a")}@127.0.0.1", "-s", "sftp"]);

        Assert.That(code, Is.EqualTo(255));
        Assert.That(errors, Does.Contain("Permission denied (publickey)"));
    }
}
