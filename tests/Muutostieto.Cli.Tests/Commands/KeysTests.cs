using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>Signing keys from the operator's and the recipient's command line.</summary>
[Platform(Exclude = "Win", Reason = "ssh-keygen")]
public sealed class KeysTests
{
    private TestInstallation installation = null!;

    [SetUp]
    public void SetUp() => installation = new TestInstallation(sharesKeys: false);

    [TearDown]
    public void TearDown() => installation.Dispose();

    private string Signers => Path.Combine(installation.Data, "keys", "allowed_signers");

    private string Manifest => Path.Combine(installation.Download, TestInstallation.Stem + ".json");

    [Test]
    public async Task A_trial_makes_its_key_with_the_first_delivery_and_shows_it_in_text_and_json()
    {
        await installation.FillAsync();
        Assert.That((await installation.RunAsync("keys", "list")).AssertDone().Output, Does.Contain("No keys in").And.Contains("keys new"));
        (await installation.RunAsync("batch")).AssertDone();
        Assert.That(
            (await installation.RunAsync("keys", "list")).AssertDone().Output,
            Does.Match(@"^key-001  signing  SHA256:\S{43}  2026-11-16\n").And.Contains("allowed_signers"));
        var json = (await installation.RunAsync("keys", "list", "--json")).AssertDone().Json;
        Assert.That(json.GetProperty("allowedSigners").GetString(), Is.EqualTo(Signers));
        Assert.That(json.GetProperty("keys")[0].GetProperty("state").GetString(), Is.EqualTo("signing"));
        Assert.That(await File.ReadAllTextAsync(Signers), Does.Contain(json.GetProperty("keys")[0].GetProperty("publicKey").GetString()));
    }

    [Test]
    public async Task A_manifest_altered_in_the_drop_and_hashed_anew_is_refused_by_ssh_keygen_check_and_load()
    {
        await installation.FillAsync();
        (await installation.RunAsync("batch")).AssertDone();
        using var keygen = new SshKeygen();
        var signers = await File.ReadAllTextAsync(Signers);
        var signature = await File.ReadAllBytesAsync(Manifest + ".sig");
        Assert.That(keygen.Verifies(signers, signature, await File.ReadAllBytesAsync(Manifest)), Is.True);
        var whole = (
            await installation.RunAsync(["check", .. Directory.GetFiles(installation.Download), "--signers", Signers])
        ).AssertDone();
        Assert.That(whole.Output, Does.Contain(".json.sig: signature").And.Not.Contains("was not checked"));

        // A writer in the drop alters a record, and recomputes the hashes of file, list of hashes and manifest.
        var data = Path.Combine(installation.Download, TestInstallation.Stem + ".PTT");
        var before = Hash(data);
        var bytes = await File.ReadAllBytesAsync(data);
        var at = bytes.AsSpan().LastIndexOf("Puolanka"u8);
        at = at < 0 ? bytes.Length / 2 : at;
        bytes[at] ^= 1;
        await File.WriteAllBytesAsync(data, bytes);
        foreach (var file in new[] { Path.ChangeExtension(Manifest, ".sha256"), Manifest })
        {
            await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace(before, Hash(data), StringComparison.Ordinal));
        }

        var list = Path.ChangeExtension(Manifest, ".sha256");
        await File.WriteAllTextAsync(
            Manifest,
            System.Text.RegularExpressions.Regex.Replace(
                await File.ReadAllTextAsync(Manifest),
                "(\"form\": \"sha256\",\\s+\"bytes\": \\d+,\\s+\"records\": null,\\s+\"sha256\": \")[0-9a-f]{64}",
                "${1}" + Hash(list)));
        var unsigned = await installation.RunAsync("check", Manifest);
        Assert.That(
            unsigned.Output,
            Does.Contain("the signature was not checked").And.Not.Contains("another SHA-256"),
            "without signatures nothing would show it");

        Assert.That(keygen.Verifies(signers, signature, await File.ReadAllBytesAsync(Manifest)), Is.False);
        var check = await installation.RunAsync("check", Manifest, "--signers", Signers);
        Assert.That(
            (check.Code, check.Output.Contains("one of the two was altered", StringComparison.Ordinal)),
            Is.EqualTo(((int)ExitCode.Integrity, true)));
        (await installation.RunAsync("load", installation.Download, "--into", installation.In("r.db"), "--signers", Signers)).AssertFailed(
            ExitCode.Integrity,
            "one of the two was altered",
            "report it to the sender");
        Assert.That(installation.In("r.db"), Does.Not.Exist);
    }

    [Test]
    public async Task Check_with_signers_refuses_records_that_no_checked_manifest_lists()
    {
        await installation.FillAsync();
        (await installation.RunAsync("batch")).AssertDone();
        var records = Path.ChangeExtension(Manifest, ".PTT");
        var stray = installation.In("12345_PT261116KAIREK_001.PTT");
        File.Copy(records, stray);

        (await installation.RunAsync("check", records)).AssertDone();
        (await installation.RunAsync("check", Manifest, records, "--signers", Signers)).AssertDone();
        foreach (var files in new string[][] { [records], [Manifest, stray] })
        {
            var check = await installation.RunAsync(["check", .. files, "--signers", Signers]);
            Assert.That(check.Code, Is.EqualTo((int)ExitCode.Integrity), check.ToString());
            Assert.That(check.Output, Does.Contain("no signed manifest that was checked lists it. Check its manifest (.json) with it."));
        }
    }

    [Test]
    public async Task During_a_change_of_keys_recipients_with_both_keys_take_deliveries_of_both()
    {
        await installation.FillAsync();
        (await installation.RunAsync("batch")).AssertDone();
        Assert.That(
            (await installation.RunAsync("keys", "new")).AssertDone().Output,
            Does.StartWith("key-002  next").And.Contains("It signs when key-001 is retired: give recipients the file first."));
        (await installation.RunAsync("keys", "remove", "key-001")).AssertFailed(ExitCode.Usage, "Retire it first");
        var onlyOld = installation.In("old");
        await File.WriteAllLinesAsync(
            onlyOld,
            (await File.ReadAllLinesAsync(Signers)).Where(line => !line.Contains("key-002", StringComparison.Ordinal)));
        Assert.That(
            (await installation.RunAsync("keys", "retire", "key-001")).AssertDone().Output,
            Does.StartWith("key-001  retired").And.Contains("key-002 signs from now on"));
        (await installation.RunAsync("keys", "retire", "key-002")).AssertFailed(ExitCode.Usage, "the only key that signs");
        (await installation.RunAsync("keys", "remove", "key-001")).AssertFailed(
            ExitCode.Usage,
            "1 delivery not received yet, kainuu-laajat base 1 first",
            "--force");
        var night = await InProcess.RunAsync(["batch", .. installation.Options, "--at", "2026-11-23T02:30"]);
        Assert.That(night.Code, Is.EqualTo((int)ExitCode.Overdue), "nothing was answered yet");

        var old = await installation.RunAsync("load", installation.Download, "--into", installation.In("r.db"), "--signers", onlyOld);
        old.AssertFailed(ExitCode.Integrity, "which is not in old", "ask for its new allowed_signers");
        var loaded = (
            await installation.RunAsync("load", installation.Download, "--into", installation.In("r.db"), "--signers", Signers, "--json"))
            .AssertDone()
            .Json;
        Assert.That(
            (loaded.GetProperty("head").GetString(), loaded.GetProperty("signaturesChecked").GetBoolean()),
            Is.EqualTo(("changes 001", true)));
        (
            await installation.RunAsync(
                "load",
                installation.Download,
                "--into",
                installation.In("s.db"),
                "--signers",
                Signers,
                "--signer",
                "somebody")
        ).AssertFailed(ExitCode.Integrity, "is of muutostieto, not of somebody");

        Assert.That(
            (await installation.RunAsync("keys", "remove", "key-001", "--force")).AssertDone().Output,
            Does.Contain("Give recipients the new file"));
        Assert.That(await File.ReadAllTextAsync(Signers), Does.Not.Contain("key-001").And.Contains("key-002"));
    }

    [Test]
    public async Task Without_signers_load_says_that_signatures_were_not_checked()
    {
        await installation.FillAsync();
        (await installation.RunAsync("batch")).AssertDone();
        Assert.That(
            (await installation.RunAsync("load", installation.Download, "--into", installation.In("r.db"))).AssertDone().Errors,
            Does.Contain("Signatures were not checked").And.Contains("--signers"));
        (
            await installation.RunAsync(
                "load",
                installation.Download,
                "--into",
                installation.In("r.db"),
                "--signers",
                installation.In("none"))
        ).AssertFailed(ExitCode.Usage, "the file of signers cannot be read");
    }

    [Test]
    public async Task Production_demands_a_key_of_config_check_and_of_each_run()
    {
        await installation.FillAsync();
        var file = installation.In("persons.PTT");
        (await installation.RunAsync("batch")).AssertDone();
        File.Copy(Path.Combine(installation.Download, TestInstallation.Stem + ".PTT"), file);
        Directory.Delete(installation.Data, recursive: true);
        installation.WriteSettings(environment: "production");
        (await Now("register", "import", file)).AssertDone();

        var check = await Now("config", "check");
        Assert.That((check.Code, check.Output), Is.EqualTo(((int)ExitCode.Usage, check.Output)));
        Assert.That(check.Output, Does.Contain("there is no key to sign manifests with").And.Contains("keys new"));
        foreach (var command in new string[][] { ["batch"], ["deliver", "base", TestInstallation.Permit], ["serve"] })
        {
            var refused = await Now(command);
            Assert.That((refused.Code, refused.Errors), Is.EqualTo(((int)ExitCode.Usage, refused.Errors)));
            Assert.That(refused.Errors, Does.Contain("there is no key to sign manifests with").And.Contains("keys new"));
        }

        Assert.That((await Now("status")).Output, Does.Contain("there is no key to sign manifests with"));
        Assert.That((await Now("status", "--json")).Output, Does.Contain("\"signing\""));
        Assert.That(Path.Combine(installation.Data, "keys"), Does.Not.Exist);

        Assert.That(
            (await Now("keys", "new")).AssertDone().Output,
            Does.StartWith("key-001  signing").And.Contains("It signs from now on."));
        (await Now("config", "check")).AssertDone();
        (await Now("deliver", "base", TestInstallation.Permit, "--clock-ok")).AssertDone();
        Assert.That(Directory.GetFiles(installation.Download, "*.json.sig"), Has.Length.EqualTo(1));

        File.Delete(Path.Combine(installation.Data, "keys", "key-001"));
        SshKeygen.Run(null, "-q", "-t", "ed25519", "-N", "salainen", "-f", Path.Combine(installation.Data, "keys", "key-002"));
        Assert.That((await Now("config", "check")).Output, Does.Contain("encrypted, and there is no passphrase"));
    }

    [Test]
    public async Task Keys_new_is_the_first_command_in_the_data_folder_of_an_installation_that_is_set_up()
    {
        installation.WriteSettings(environment: "production");
        Directory.CreateDirectory(installation.Data);
        (await Now("keys", "new")).AssertDone();
        (await Now("config", "check")).AssertDone();
    }

    private static string Hash(string file) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)));

    private Task<Outcome> Now(params string[] command) => InProcess.RunAsync([.. command, .. installation.Options]);
}
